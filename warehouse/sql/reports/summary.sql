-- What the warehouse holds, in one row: the figures below a run.
SELECT
    (SELECT count(*) FROM documents) AS documents,
    (SELECT count(*) FROM documents WHERE rejected IS NOT NULL) AS rejected,
    (SELECT count(DISTINCT text_document_id) FROM document_sources) AS texts,
    (SELECT count(DISTINCT story_id) FROM document_sources) AS stories,
    (SELECT count(*) FROM repeated_lines) AS repeated_lines,
    count(*) FILTER (WHERE publication.earliest = publication.latest) AS published_known,
    count(*) FILTER (
        WHERE (publication.earliest IS NOT NULL OR publication.latest IS NOT NULL)
          AND publication.earliest IS DISTINCT FROM publication.latest
    ) AS published_bounded,
    count(*) FILTER (WHERE publication.earliest IS NULL AND publication.latest IS NULL) AS published_unknown,
    (SELECT count(*) FROM time_expressions) AS time_expressions,
    (SELECT count(*) FROM event_mentions) AS event_mentions,
    (SELECT count(*) FROM events) AS events,
    (SELECT count(*) FROM timeline) AS timeline,
    (SELECT count(*) FROM timeline WHERE NOT bounded) AS one_sided,
    (SELECT count(*) FROM undated) AS undated,
    (SELECT count(*) FROM faults) AS faults
FROM publication_dates AS publication;
