-- Which documents are copies, versions or excerpts of which?
SELECT n.kind, round(n.similarity, 2) AS similarity, round(n.containment, 2) AS containment, d.uri, o.uri AS other
FROM near_duplicates AS n
JOIN documents AS d ON d.document_id = n.document_id
JOIN documents AS o ON o.document_id = n.other_id
ORDER BY n.kind, n.similarity DESC, d.uri;
