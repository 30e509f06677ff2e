-- Which events do most sources tell of?
SELECT sources, documents, mentions, "date", sentence
FROM timeline
ORDER BY sources DESC, documents DESC, mentions DESC, salience DESC, sentence, lemma
LIMIT 20;
