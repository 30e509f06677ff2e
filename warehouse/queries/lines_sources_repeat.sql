-- Which lines does a source repeat, and how often were they taken for text?
SELECT r.source, r.documents, round(r."share", 2) AS "share", count(p.document_id) AS taken_for_text, r.text
FROM repeated_lines AS r
LEFT JOIN repeated_places AS p ON p.source = r.source AND p.line_hash = r.line_hash
GROUP BY ALL
ORDER BY taken_for_text DESC, r.documents DESC, r.source, r.text;
