-- Ids that named events once, with the event each leads to now, null where nothing of it is left: old links lead somewhere.
-- Where there are very many, those of late.
SELECT event_id, now_id FROM former_events ORDER BY since DESC, event_id LIMIT $rows
