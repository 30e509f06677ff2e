SELECT *, since AS day, event_id AS key FROM event_history
