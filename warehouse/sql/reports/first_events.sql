-- The first rows of the timeline.
SELECT date, sentence, source, event_id FROM timeline LIMIT $rows;
