-- Questions with an argument. A day is a DATE or text such as '2015-10-07' or '-0043-03-15' (15 March 44 BC).
--
-- An event is possibly in [a, b] where begin_earliest <= b and end_latest >= a, a bound that is not known passing; it is
-- certainly in where begin_earliest >= a and end_latest <= b, a bound that is not known failing. An event of which no
-- bound is known is in no answer: it stands in the view undated.

CREATE OR REPLACE MACRO events_between("first", "last") AS TABLE
SELECT
    coalesce(begin_earliest >= "first"::DATE AND end_latest <= "last"::DATE, false) AS certainly,
    timeline.*
FROM timeline
WHERE coalesce(begin_earliest <= "last"::DATE, true) AND coalesce(end_latest >= "first"::DATE, true)
ORDER BY coalesce(begin_earliest, begin_latest, end_earliest, end_latest), salience DESC, sentence, lemma,
         event_id;
COMMENT ON MACRO TABLE events_between IS
    'Events that are possibly in the days from first to last, both inclusive; `certainly` says which are certainly in.';

CREATE OR REPLACE MACRO events_possibly_between("first", "last") AS TABLE
SELECT * EXCLUDE (certainly) FROM events_between("first", "last");
COMMENT ON MACRO TABLE events_possibly_between IS 'Events that can have been in the days from first to last.';

CREATE OR REPLACE MACRO events_certainly_between("first", "last") AS TABLE
SELECT * EXCLUDE (certainly) FROM events_between("first", "last") WHERE certainly;
COMMENT ON MACRO TABLE events_certainly_between IS 'Events that were wholly within the days from first to last.';

CREATE OR REPLACE MACRO events_on("day") AS TABLE
SELECT * FROM events_between("day", "day")
ORDER BY certainly DESC, coalesce(begin_earliest, begin_latest, end_earliest, end_latest), salience DESC, sentence, lemma,
         event_id;
COMMENT ON MACRO TABLE events_on IS 'Events that are possibly on a day, those that certainly are first; `certainly` says which.';

CREATE OR REPLACE MACRO timeline_of(entity) AS TABLE
WITH told AS (
    SELECT mention_id, unnest(
        CASE WHEN agent IS NOT NULL OR patient IS NOT NULL THEN [agent."name", patient."name"]
             WHEN len(others) = 1 THEN others END) AS "name"
    FROM (
        SELECT mention_id, agent, patient, list_distinct(list_transform(
            list_filter(participants, lambda item: item."role" <> 'place'), lambda item: item."name")) AS others
        FROM event_mentions
    )
),
known AS (SELECT DISTINCT "name" FROM told WHERE "name" IS NOT NULL),
-- A name nobody goes by, but for one letter: it is mistyped.
asked AS (
    SELECT CASE WHEN EXISTS (FROM known WHERE same_name(known."name", entity)) THEN entity
                ELSE coalesce((SELECT min("name") FROM known WHERE len("name") > 7
                               AND damerau_levenshtein(fold("name"), fold(entity)) = 1), entity) END AS "name"
),
meant AS (SELECT known."name" FROM known, asked WHERE same_name(known."name", asked."name"))
SELECT
    CASE WHEN likely_day IS NOT NULL AND begin_earliest IS DISTINCT FROM begin_latest
         THEN concat('probably ', day_words(likely_day)) ELSE date_text END AS "date",
    headline AS sentence,
    participants,
    place,
    status,
    source,
    title,
    link,
    begin_earliest,
    begin_latest,
    end_earliest,
    end_latest,
    likely_day,
    likely_confidence,
    granularity,
    salience,
    lemma,
    event_id
FROM current_events
WHERE "class" NOT IN ('STATE', 'I_STATE') AND status <> 'denied' AND event_id IN (
    SELECT l.event_id
    FROM event_links AS l
    JOIN told ON told.mention_id = l.mention_id
    JOIN meant ON meant."name" = told."name"
)
ORDER BY coalesce(likely_day, sorts_at) NULLS LAST, coalesce(likely_day, begin_latest, end_latest) DESC NULLS FIRST,
         salience DESC, headline, lemma, event_id;
COMMENT ON MACRO TABLE timeline_of IS
    'What a person, an organisation or a thing did and what was done to it, also what it alone takes part in where nobody is known to have done it, in order of the likeliest day, else of the first possible one; what has no day comes last. "probably" says that other days are possible. States, thoughts and what is denied are left out: search finds them.';

CREATE OR REPLACE MACRO search(words) AS TABLE
WITH asked AS (SELECT fold_words(words) AS folded),
candidates AS (
    SELECT e.date_text, e.lemma, e.begin_earliest, e.begin_latest, e.end_earliest, e.end_latest, m.sentence, e.participants, e.place, e.status, m.source, m.title, m.link, e.sorts_at, e.salience,
           e.event_id, m.mention_id,
           concat_ws(' ', m.sentence, e.place, m.place, array_to_string(e.participants, ' '),
                     array_to_string(m.participants, ' ')) AS said
    FROM mentions AS m JOIN current_events AS e ON e.event_id = m.event_id
)
SELECT
    any_value(c.date_text) AS "date",
    any_value(c.lemma) AS lemma,
    c.sentence,
    any_value(c.participants) AS participants,
    any_value(c.place) AS place,
    any_value(c.status) AS status,
    min_by(c.source, c.mention_id) AS source,
    min_by(c.title, c.mention_id) AS title,
    min_by(c.link, c.mention_id) AS link,
    any_value(c.begin_earliest) AS begin_earliest,
    any_value(c.begin_latest) AS begin_latest,
    any_value(c.end_earliest) AS end_earliest,
    any_value(c.end_latest) AS end_latest,
    c.event_id
FROM candidates AS c, asked
WHERE len(asked.folded) > 0 AND list_has_all(fold_words(c.said), asked.folded)
GROUP BY c.event_id, c.sentence
ORDER BY any_value(c.sorts_at) NULLS LAST, any_value(c.salience) DESC, c.sentence, any_value(c.lemma), c.event_id;
COMMENT ON MACRO TABLE search IS
    'Events, and each sentence that speaks of them, where sentence, participants and place hold all the words; capitals and accents do not matter.';

CREATE OR REPLACE MACRO event_now(event) AS TABLE
SELECT
    e.date_text AS "date",
    e.headline AS sentence,
    e.participants,
    e.place,
    e.status,
    e.source,
    e.title,
    e.link,
    f.how,
    f.since,
    e.event_id
FROM current_events AS e
LEFT JOIN former_events AS f ON f.now_id = e.event_id AND f.event_id = event
WHERE e.event_id = event OR f.event_id IS NOT NULL;
COMMENT ON MACRO TABLE event_now IS
    'The event that an id names, or that it leads to where it names none any more; `how` and `since` say what became of it then.';

CREATE OR REPLACE MACRO copies_of(document) AS TABLE
SELECT
    coalesce(n.kind, 'stands for the story') AS kind,
    n.similarity,
    n.containment,
    s.source,
    d.title,
    coalesce(d.url, d.uri) AS link,
    date_words(p.earliest, p.latest) AS published,
    s.document_id,
    n.other_id
FROM document_sources AS s
JOIN documents AS d ON d.document_id = s.document_id
LEFT JOIN publication_dates AS p ON p.document_id = s.document_id
LEFT JOIN near_duplicates AS n ON n.document_id = s.document_id
WHERE s.story_id IN (SELECT story_id FROM document_sources WHERE document_id = "document")
ORDER BY s.document_id <> s.story_id, p.latest NULLS LAST, s.document_id;
COMMENT ON MACRO TABLE copies_of IS
    'The documents that tell the same story as a document, given by its id: the one that stands for it first, and how each other is linked.';
