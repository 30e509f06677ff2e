-- What the page says of the documents that mention events.
SELECT
    d.document_id,
    d.title,
    d.source,
    coalesce(d.url, d.uri) AS link,
    CASE WHEN x.document_id IS NOT NULL THEN concat(date_words(x.earliest, x.latest), ' (derived)')
         WHEN p.earliest IS NOT NULL OR p.latest IS NOT NULL THEN date_words(p.earliest, p.latest) END AS published
FROM documents AS d
LEFT JOIN publication_dates AS p ON p.document_id = d.document_id
LEFT JOIN derived_dates AS x ON x.document_id = d.document_id
SEMI JOIN event_links AS l ON l.document_id = d.document_id
ORDER BY d.document_id
