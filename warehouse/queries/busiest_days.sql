-- On which days did most happen? Only events whose day is known exactly and that did happen.
SELECT iso_words(begin_earliest) AS day, count(*) AS events, sum(mentions)::BIGINT AS mentions,
       max_by(sentence, salience) AS most_salient
FROM timeline
WHERE begin_earliest = begin_latest AND status IN ('happened', 'reported')
GROUP BY begin_earliest
ORDER BY events DESC, mentions DESC, begin_earliest
LIMIT 20;
