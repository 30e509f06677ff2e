-- Everything that speaks for the day one document was written: what the answer rests on first, then what lost.
SELECT
    e.kind, e.origin, e.surface, e."start", e."end", date_words(e.earliest, e.latest) AS says,
    e.earliest IS NOT NULL OR e.latest IS NOT NULL AS known, e.weight, e.used, e.note,
    coalesce(e.earliest = p.earliest, false) OR coalesce(e.latest = p.latest, false) AS decides
FROM publication_dates AS p
CROSS JOIN unnest(p.evidence) AS u(e)
WHERE p.document_id = $document_id
ORDER BY e.used DESC, decides DESC, e.weight DESC, e.kind, e."start" NULLS FIRST, e.origin;
