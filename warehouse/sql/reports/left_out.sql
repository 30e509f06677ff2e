-- What was left out, why, how often, and one example.
SELECT 'document rejected' AS what, rejected AS why, count(*) AS times, min(uri) AS example
FROM documents WHERE rejected IS NOT NULL GROUP BY ALL
UNION ALL
SELECT stage || ' failed', reason, count(*), min(detail) FROM faults GROUP BY ALL
UNION ALL
SELECT 'event undated', undated_reason, count(*), min(headline)
FROM current_events WHERE undated_reason IS NOT NULL GROUP BY ALL
UNION ALL
SELECT 'event mention left out', left_out, count(*), min(sentence)
FROM mentions WHERE left_out IS NOT NULL GROUP BY ALL
ORDER BY what, times DESC, why;
