-- The most salient events that speak of all the words and are possibly in the days from first to last, in the order of
-- their days; null words, days or rows choose nothing. Where days are asked for, those of which only one side is known
-- come after all others. One row without an event tells the counts where nothing is found.
WITH
spoken AS (SELECT DISTINCT event_id FROM search($words)),
known AS (SELECT * FROM current_events WHERE $words IS NULL OR event_id IN (FROM spoken)),
chosen AS (
    SELECT *, row_number() OVER (
        ORDER BY bounded OR ($first IS NULL AND $last IS NULL) DESC, salience DESC, headline, lemma, event_id
    ) AS standing
    FROM known
    WHERE sorts_at IS NOT NULL
      AND coalesce(begin_earliest <= $last::DATE, true)
      AND coalesce(end_latest >= $first::DATE, true)
),
counted AS (
    SELECT (SELECT count(*) FROM chosen) AS found, (SELECT count(*) FROM known WHERE sorts_at IS NULL) AS undated
)
SELECT
    c.date_text AS "date",
    c.headline AS sentence,
    c.participants,
    c.place,
    c.status,
    CASE WHEN c.planned_earliest IS NOT NULL AND c.status <> 'planned'
         THEN date_words(c.planned_earliest, c.planned_latest) END AS planned,
    c.documents,
    c.sources,
    coalesce(c.source, c.title) AS source,
    c.link,
    c.begin_earliest,
    c.begin_latest,
    c.end_earliest,
    c.end_latest,
    c.ongoing,
    c.bounded,
    c.date_basis,
    c.derived_by,
    c.derived_from,
    c.derived_titles,
    c.salience,
    c.event_id,
    counted.found,
    counted.undated
FROM counted LEFT JOIN (SELECT * FROM chosen WHERE standing <= coalesce($rows, standing)) AS c ON true
ORDER BY c.bounded DESC, c.sorts_at, c.salience DESC, c.headline, c.lemma, c.event_id;
