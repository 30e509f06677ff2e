-- What the mentions of one event say differently, and how many say what.
SELECT matter, says, mentions, documents, sources, agrees, told_in <> event_id AS elsewhere, told_in
FROM event_votes
WHERE event_id = $event_id
ORDER BY array_position(['day', 'plan', 'status', 'number'], matter), sources DESC, mentions DESC,
         agrees DESC NULLS LAST, earliest, says, told_in;
