-- What was planned for known days, and came: on which days was it to be, and when was it?
SELECT planned, "date" AS happened, sentence, participants, place, documents, event_id
FROM timeline
WHERE planned IS NOT NULL AND status IN ('happened', 'reported')
ORDER BY planned_earliest, salience DESC, sentence, lemma;
