-- When one document was written as others tell, and the evidence, what is used first.
SELECT
    date_words(x.earliest, x.latest) AS derived, x."rule" AS decided, x.confidence, x."round",
    x.most_likely::VARCHAR AS most_likely, e."rule", e.used,
    coalesce(o.title, o.uri) AS other, e.other_id, date_words(e.other_earliest, e.other_latest) AS other_written,
    e.shared, date_words(e.earliest, e.latest) AS says, e.note
FROM derived_dates AS x
CROSS JOIN unnest(x.evidence) AS u(e)
LEFT JOIN documents AS o ON o.document_id = e.other_id
WHERE x.document_id = $document_id
ORDER BY e.used DESC, CASE e."rule" WHEN 'reprint' THEN 0 WHEN 'shared event' THEN 1 ELSE 2 END, e.other_id;
