-- Why does an event have its date? Its mentions, the words of time each rests on, and when its document was written.
-- Here: the most salient event of the timeline.
SELECT m."date", m.date_basis, m.time_words, m.time_value, m.surface AS trigger, m.sentence,
       date_words(p.earliest, p.latest) AS published, p.method, m.link
FROM mentions AS m
LEFT JOIN publication_dates AS p ON p.document_id = m.document_id
WHERE m.event_id = (SELECT event_id FROM timeline ORDER BY salience DESC, sentence, lemma LIMIT 1)
ORDER BY m.mention_id;
