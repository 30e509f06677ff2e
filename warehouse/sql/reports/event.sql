-- One event, whole.
SELECT * FROM events WHERE event_id = $event_id;
