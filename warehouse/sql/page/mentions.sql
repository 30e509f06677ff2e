-- The mentions of events, each with its sentence and where in it (code points) trigger and time expression stand.
SELECT
    l.event_id,
    m.document_id,
    s.sentence,
    m."start" - m.sentence_start AS "start",
    m."end" - m.sentence_start AS "end",
    CASE WHEN t."start" >= m.sentence_start AND t."end" <= m.sentence_end THEN t."start" - m.sentence_start END AS time_start,
    CASE WHEN t."start" >= m.sentence_start AND t."end" <= m.sentence_end THEN t."end" - m.sentence_start END AS time_end,
    m.certainty,
    CASE WHEN x.mention_id IS NOT NULL THEN concat(date_words(x.begin_earliest, x.begin_latest), ' (derived)')
         WHEN m.begin_earliest IS NOT NULL OR m.begin_latest IS NOT NULL
         THEN date_words(m.begin_earliest, m.begin_latest) END AS "date"
FROM event_links AS l
JOIN event_mentions AS m ON m.mention_id = l.mention_id
JOIN sentences AS s
    ON s.document_id = m.document_id AND s.sentence_start = m.sentence_start AND s.sentence_end = m.sentence_end
LEFT JOIN derived_mentions AS x ON x.mention_id = m.mention_id
LEFT JOIN time_expressions AS t ON t.document_id = m.document_id AND t."position" = m.time_expression
ORDER BY l.event_id, m.begin_earliest, m.begin_latest, m.mention_id
