-- Which documents hold the same text? Their events count once, their places as sources.
SELECT s.text_document_id, count(*) AS places, list(d.uri ORDER BY d.uri) AS uris
FROM document_sources AS s
JOIN documents AS d ON d.document_id = s.document_id
GROUP BY s.text_document_id
HAVING count(*) > 1
ORDER BY places DESC, s.text_document_id;
