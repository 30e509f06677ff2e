-- One event, whole, by its id or the first characters of it.
SELECT *, CASE WHEN planned_earliest IS NOT NULL THEN date_words(planned_earliest, planned_latest) END AS planned
FROM current_events WHERE starts_with(event_id, $event_id) ORDER BY event_id;
