-- The mentions of one event, each with its sentence, what dates it, and the document's date of writing.
SELECT
    mention.mention_id,
    sentence.sentence,
    mention.sentence_start,
    mention.start,
    mention."end",
    mention.begin_earliest::VARCHAR AS begin_earliest,
    mention.begin_latest::VARCHAR AS begin_latest,
    mention.end_earliest::VARCHAR AS end_earliest,
    mention.end_latest::VARCHAR AS end_latest,
    mention.ongoing,
    mention.certainty,
    mention.date_basis,
    mention.undated_reason,
    mention.likely_relation,
    mention.likely_begin::VARCHAR AS likely_begin,
    mention.likely_end::VARCHAR AS likely_end,
    mention.likely_confidence,
    expression.start AS time_start,
    expression."end" AS time_end,
    expression.surface AS time_surface,
    expression.value AS time_value,
    expression.earliest::VARCHAR AS time_earliest,
    expression.latest::VARCHAR AS time_latest,
    expression.anchor,
    expression.rule,
    publication.earliest::VARCHAR AS published_earliest,
    publication.latest::VARCHAR AS published_latest,
    publication.method AS published_method,
    CASE WHEN derived.mention_id IS NOT NULL THEN date_words(derived.begin_earliest, derived.begin_latest) END AS derived_date,
    derived."rule" AS derived_by,
    derived.other_id AS derived_from,
    CASE WHEN others.document_id IS NOT NULL THEN date_words(others.earliest, others.latest) END AS derived_published,
    document.title,
    coalesce(document.url, document.uri) AS link,
    mention.document_id,
    link.reason
FROM event_links AS link
JOIN event_mentions AS mention USING (mention_id)
JOIN documents AS document ON document.document_id = mention.document_id
JOIN publication_dates AS publication ON publication.document_id = mention.document_id
LEFT JOIN derived_mentions AS derived ON derived.mention_id = mention.mention_id
LEFT JOIN derived_dates AS others ON others.document_id = mention.document_id
LEFT JOIN sentences AS sentence
    ON sentence.document_id = mention.document_id
    AND sentence.sentence_start = mention.sentence_start AND sentence.sentence_end = mention.sentence_end
LEFT JOIN time_expressions AS expression
    ON expression.document_id = mention.document_id AND expression.position = mention.time_expression
WHERE link.event_id = $event_id
ORDER BY publication.earliest NULLS LAST, mention.mention_id;
