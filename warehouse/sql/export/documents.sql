-- day: what the period is cut by. key: what the bucket is told by.
SELECT
    d.*,
    p.earliest AS published_earliest,
    p.latest AS published_latest,
    coalesce(p.earliest, p.latest) AS day,
    d.document_id AS key
FROM documents AS d
LEFT JOIN publication_dates AS p ON p.document_id = d.document_id
