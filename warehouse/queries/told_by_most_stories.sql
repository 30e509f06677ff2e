-- Which events do most documents tell of that are no copies of each other?
SELECT count(DISTINCT s.story_id) AS stories, count(DISTINCT s.source) AS sources, count(DISTINCT l.document_id) AS documents,
       any_value(t."date") AS "date", any_value(t.sentence) AS sentence
FROM timeline AS t
JOIN event_links AS l ON l.event_id = t.event_id
JOIN document_sources AS s ON s.document_id = l.document_id
GROUP BY t.event_id
ORDER BY stories DESC, sources DESC, any_value(t.salience) DESC, sentence, any_value(t.lemma), t.event_id
LIMIT 20;
