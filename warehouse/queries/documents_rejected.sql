-- Which documents could not be used, or not by every stage, and why?
SELECT uri, status, detail, fault_reasons
FROM document_status
WHERE status <> 'read' OR faults > 0;
