-- One event, whole, by its id or the first characters of it.
SELECT * FROM events WHERE starts_with(event_id, $event_id) ORDER BY event_id;
