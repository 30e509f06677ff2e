-- Of which events do documents tell different things, and how many say what? Each thing that is said is a row: a day, the
-- days it was planned for, a number of those who take part, or whether it happened; agrees says whether the event states it too.
SELECT e.date_text AS "date", e.headline AS sentence, v.matter, v.says, v.mentions, v.documents, v.sources, v.agrees,
       nullif(v.told_in, v.event_id) AS said_of_event, v.event_id
FROM event_votes AS v
JOIN events AS e ON e.event_id = v.event_id
ORDER BY e.salience DESC, e.headline, e.lemma, v.event_id, v.matter, v.sources DESC, v.mentions DESC, v.agrees DESC NULLS LAST, v.says;
