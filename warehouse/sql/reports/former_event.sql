-- Ids that begin so and name nothing now, and the event that each leads to.
SELECT event_id, now_id, how, since::VARCHAR AS since FROM former_events WHERE starts_with(event_id, $event_id) ORDER BY event_id;
