SELECT * EXCLUDE (source, title, link, document_id, sorts_at, bounded), sorts_at AS day, event_id AS key FROM current_events
