-- The events of the page: of the dated and of the undated ones the $rows most salient each, in the order of their days.
-- certainties: those of its mentions. clock: the minutes after midnight at which its sentence says that it happened,
-- where its day is known and the hour is said exactly. derived: what its days are derived from, null where they are its own.
-- sentence, trigger_start, trigger_end: the headline as it stands in its document, and where in it (code points) the trigger.
WITH
heard AS (
    SELECT l.event_id, list_sort(list(DISTINCT m.certainty)) AS certainties
    FROM event_links AS l JOIN event_mentions AS m ON m.mention_id = l.mention_id
    GROUP BY l.event_id
),
hours AS (
    SELECT m.mention_id, regexp_extract(t."value", '^(-?\d{4,}-\d\d-\d\d)T(\d\d):(\d\d)', ['day', 'hour', 'minute']) AS said
    FROM event_mentions AS m
    JOIN time_expressions AS t ON t.document_id = m.document_id AND t."position" = m.time_expression
    WHERE t."mod" IS NULL AND regexp_matches(t."value", '^-?\d{4,}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d')
)
SELECT
    e.*,
    CASE WHEN e.date_basis = 'derived' THEN concat('“', array_to_string(e.derived_titles, '”, “'), '”, by ', e.derived_by) END AS derived,
    heard.certainties,
    CASE WHEN e.begin_earliest = e.begin_latest AND iso_words(e.begin_earliest) = hours.said.day
         THEN hours.said.hour::INTEGER * 60 + hours.said.minute::INTEGER END AS clock,
    s.sentence,
    m."start" - m.sentence_start AS trigger_start,
    m."end" - m.sentence_start AS trigger_end
FROM current_events AS e
JOIN event_mentions AS m ON m.mention_id = e.headline_mention
LEFT JOIN sentences AS s
    ON s.document_id = m.document_id AND s.sentence_start = m.sentence_start AND s.sentence_end = m.sentence_end
LEFT JOIN heard ON heard.event_id = e.event_id
LEFT JOIN hours ON hours.mention_id = e.headline_mention
QUALIFY row_number() OVER (PARTITION BY e.sorts_at IS NULL ORDER BY e.salience DESC, e.headline, e.lemma, e.event_id) <= $rows
ORDER BY e.sorts_at IS NULL, e.sorts_at, e.bounded DESC, e.salience DESC, e.headline, e.lemma, e.event_id
