-- What became of an event's id: what went into it, and what parts of it became others.
SELECT how, CASE WHEN successor_id = $event_id THEN event_id ELSE successor_id END AS other, shared, mentions, since::VARCHAR AS since
FROM event_history
WHERE (successor_id = $event_id AND how = 'merged') OR (event_id = $event_id AND how = 'split')
ORDER BY change, how, other;
