-- What is told of events differently, and by how many.
SELECT event_id, matter, says, mentions, documents, sources, agrees, told_in
FROM event_votes
ORDER BY event_id, array_position(['day', 'plan', 'status', 'number'], matter), sources DESC, mentions DESC,
         agrees DESC NULLS LAST, earliest, says, told_in
