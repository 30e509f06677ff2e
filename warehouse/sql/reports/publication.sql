-- When one document was written, and where it came from, by its id.
SELECT
    p.document_id,
    d.uri,
    d.title,
    p.earliest::VARCHAR AS earliest,
    p.latest::VARCHAR AS latest,
    date_words(p.earliest, p.latest) AS answer,
    p.most_likely::VARCHAR AS most_likely,
    p.method,
    p.confidence,
    p.contradicted,
    d.text
FROM publication_dates AS p
JOIN documents AS d ON d.document_id = p.document_id
WHERE p.document_id = $document_id;
