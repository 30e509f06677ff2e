-- The most salient events that speak of all the words and are possibly in the days from first to last, in the order of
-- their days; null words, days or rows choose nothing. Those of which only one side is known come after all others. One
-- row without an event tells the counts where nothing is found.
--
-- Where rows are counted, one sentence that tells of several events on the same days is one row, that of the most salient;
-- `lemma` names them all. Without a count every event has its own.
WITH
spoken AS (SELECT DISTINCT event_id FROM search($words)),
known AS (SELECT * FROM current_events WHERE $words IS NULL OR event_id IN (FROM spoken)),
chosen AS (
    SELECT *, row_number() OVER (
        ORDER BY bounded DESC, salience DESC, headline, lemma, event_id
    ) AS standing
    FROM known
    WHERE sorts_at IS NOT NULL
      AND coalesce(begin_earliest <= $last::DATE, true)
      AND coalesce(end_latest >= $first::DATE, true)
),
entries AS (
    SELECT
        *,
        list(lemma ORDER BY standing) OVER same_sentence AS lemmas,
        standing = min(standing) OVER same_sentence AS leads
    FROM chosen
    WINDOW same_sentence AS (PARTITION BY headline, date_text, CASE WHEN $rows IS NULL THEN event_id END)
),
shown AS (
    FROM entries WHERE leads QUALIFY row_number() OVER (ORDER BY standing) <= coalesce($rows, standing)
),
counted AS (
    SELECT (SELECT count(*) FROM chosen) AS found, (SELECT count(*) FROM known WHERE sorts_at IS NULL) AS undated,
        (SELECT count(*) FROM entries WHERE leads) AS entries
)
SELECT
    c.date_text AS "date",
    c.headline AS sentence,
    array_to_string(list_filter(c.lemmas, lambda lemma, place: list_position(c.lemmas, lemma) = place), ', ') AS lemma,
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
    counted.undated,
    counted.entries
FROM counted LEFT JOIN shown AS c ON true
ORDER BY c.bounded DESC, c.sorts_at, c.salience DESC, c.headline, c.lemma, c.event_id;
