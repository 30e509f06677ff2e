SELECT
    p.event_id,
    p.mention_id,
    p.document_id,
    p."role",
    p.kind,
    p."name",
    p."start",
    p."end",
    e.begin_earliest,
    coalesce(e.begin_earliest, e.begin_latest, e.end_earliest, e.end_latest) AS day,
    coalesce(p.event_id, p.document_id) AS key
FROM participants AS p
LEFT JOIN events AS e ON e.event_id = p.event_id
