SELECT n.*, p.earliest AS published_earliest, coalesce(p.earliest, p.latest) AS day, n.document_id AS key
FROM near_duplicates AS n
SEMI JOIN documents AS d ON d.document_id = n.document_id
SEMI JOIN documents AS o ON o.document_id = n.other_id
LEFT JOIN publication_dates AS p ON p.document_id = n.document_id
