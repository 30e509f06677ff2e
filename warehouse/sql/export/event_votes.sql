SELECT v.*, e.begin_earliest, e.sorts_at AS day, v.event_id AS key
FROM event_votes AS v
JOIN current_events AS e ON e.event_id = v.event_id
