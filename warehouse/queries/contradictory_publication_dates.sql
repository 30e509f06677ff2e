-- Where does a document contradict itself about the day it was written? What counted, and what was said against it.
SELECT uri, answer, used, kind, origin, surface, says, note
FROM publication_evidence
WHERE contradicted
ORDER BY uri, document_id, used DESC, weight DESC, kind, "start";
