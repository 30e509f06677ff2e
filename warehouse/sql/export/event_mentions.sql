SELECT
    m.*,
    s.sentence,
    l.event_id,
    coalesce(m.begin_earliest, m.begin_latest, m.end_earliest, m.end_latest) AS day,
    m.document_id AS key
FROM event_mentions AS m
LEFT JOIN sentences AS s USING (document_id, sentence_start, sentence_end)
LEFT JOIN event_links AS l ON l.mention_id = m.mention_id
