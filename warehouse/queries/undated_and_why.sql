-- What could not be dated, and why? Each reason with its number of events and the most salient example.
SELECT reason, count(*) AS events, max_by(sentence, salience) AS example, max_by(link, salience) AS link
FROM undated
GROUP BY reason
ORDER BY events DESC, reason;
