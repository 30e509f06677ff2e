-- The views a person asks for first. Each shows current documents only: the tables hold no others, and an event whose
-- headline's document has gone is not shown until the events have been made anew.

CREATE OR REPLACE VIEW mentions AS
SELECT
    m.mention_id,
    l.event_id,
    m.surface,
    m.lemma,
    m."class",
    m.event_type,
    m.tense,
    m.aspect,
    m.polarity,
    m.modality,
    m.certainty,
    date_words(m.begin_earliest, m.begin_latest) AS "date",
    m.begin_earliest,
    m.begin_latest,
    m.end_earliest,
    m.end_latest,
    m.ongoing,
    m.date_basis,
    m.undated_reason,
    m.likely_begin,
    m.likely_end,
    m.likely_confidence,
    m.likely_basis,
    t.surface AS time_words,
    t."value" AS time_value,
    s.sentence,
    m.agent."name" AS agent,
    m.patient."name" AS patient,
    m.place."name" AS place,
    m.country,
    m.reporter."name" AS reporter,
    list_sort(list_distinct(list_transform(m.participants, lambda p: p."name"))) AS participants,
    d.source,
    d.title,
    coalesce(d.url, d.uri) AS link,
    CASE WHEN r.document_id IS NOT NULL THEN 'repeated line'
         WHEN o.text_document_id <> m.document_id THEN 'same text' END AS left_out,
    CASE WHEN x.mention_id IS NOT NULL THEN date_words(x.begin_earliest, x.begin_latest) END AS derived_date,
    x."rule" AS derived_by,
    x.other_id AS derived_from,
    m.document_id,
    m."start",
    m."end"
FROM event_mentions AS m
LEFT JOIN sentences AS s USING (document_id, sentence_start, sentence_end)
LEFT JOIN documents AS d ON d.document_id = m.document_id
LEFT JOIN time_expressions AS t ON t.document_id = m.document_id AND t."position" = m.time_expression
LEFT JOIN event_links AS l ON l.mention_id = m.mention_id
LEFT JOIN document_sources AS o ON o.document_id = m.document_id
LEFT JOIN derived_mentions AS x ON x.mention_id = m.mention_id
LEFT JOIN repeated_places AS r
    ON r.document_id = m.document_id AND m."start" >= r."start" AND m."start" < r."end";
COMMENT ON VIEW mentions IS 'Each mention of an event with its sentence, its days and what they rest on, its document and its event.';
COMMENT ON COLUMN mentions."date" IS 'The days it can have begun, as people write them.';
COMMENT ON COLUMN mentions.time_words IS 'The time expression that dates it, as it stands in the text; null where none does.';
COMMENT ON COLUMN mentions.time_value IS 'The TIMEX3 value of that expression.';
COMMENT ON COLUMN mentions.participants IS 'Normalised names of all who take part, sorted.';
COMMENT ON COLUMN mentions.left_out IS 'Why it belongs to no event: repeated line (its source repeats the line it stands in), same text (the document that stands for the text has it too); null where it does.';
COMMENT ON COLUMN mentions.derived_date IS 'The days it can have begun as follows from other documents, where these tell when its own was written; null where nothing follows.';
COMMENT ON COLUMN mentions.derived_by IS 'What the derived day of writing rests on most: reprint, shared event or likeness.';
COMMENT ON COLUMN mentions.derived_from IS 'The document which that rests on first, by its id.';
COMMENT ON COLUMN mentions.link IS 'Address of its document on the web, else the file it came from.';

CREATE OR REPLACE VIEW current_events AS
WITH shown AS (
    SELECT
        e.* REPLACE (
            CASE WHEN x.event_id IS NULL THEN e.begin_earliest ELSE x.begin_earliest END AS begin_earliest,
            CASE WHEN x.event_id IS NULL THEN e.begin_latest ELSE x.begin_latest END AS begin_latest,
            CASE WHEN x.event_id IS NULL THEN e.end_earliest ELSE x.end_earliest END AS end_earliest,
            CASE WHEN x.event_id IS NULL THEN e.end_latest ELSE x.end_latest END AS end_latest,
            CASE WHEN x.event_id IS NULL THEN e.granularity
                 ELSE granularity_of(x.begin_earliest, x.begin_latest) END AS granularity,
            CASE WHEN x.event_id IS NULL THEN e.date_text
                 ELSE concat(date_words(x.begin_earliest, x.begin_latest), ' (derived)') END AS date_text,
            CASE WHEN x.event_id IS NULL THEN e.edtf ELSE edtf_words(x.begin_earliest, x.begin_latest) END AS edtf,
            CASE WHEN x.event_id IS NULL THEN e.date_basis ELSE 'derived' END AS date_basis,
            CASE WHEN x.event_id IS NULL THEN e.undated_reason END AS undated_reason,
            CASE WHEN x.event_id IS NULL OR coalesce(e.likely_day BETWEEN x.begin_earliest AND x.begin_latest, false)
                 THEN e.likely_day END AS likely_day,
            CASE WHEN x.event_id IS NULL OR coalesce(e.likely_day BETWEEN x.begin_earliest AND x.begin_latest, false)
                 THEN e.likely_confidence END AS likely_confidence
        ),
        x.derived_by,
        x.derived_from,
        x.derived_titles
    FROM events AS e
    LEFT JOIN derived_days AS x ON x.event_id = e.event_id
)
SELECT
    e.*,
    d.source,
    d.title,
    coalesce(d.url, d.uri) AS link,
    m.document_id,
    coalesce(e.begin_earliest, e.begin_latest, e.end_earliest, e.end_latest) AS sorts_at,
    e.begin_earliest IS NOT NULL AND e.begin_latest IS NOT NULL AS bounded
FROM shown AS e
JOIN event_mentions AS m ON m.mention_id = e.headline_mention
JOIN documents AS d ON d.document_id = m.document_id;
COMMENT ON VIEW current_events IS 'Events with the document that their headline was taken from; dated and undated ones. Where its own documents leave its days open, those that follow from other documents are laid over them, marked as derived; the table events keeps the own ones.';
COMMENT ON COLUMN current_events.date_basis IS 'What its days rest on: time expression, neighbouring event, publication date, none; derived where they follow from other documents.';
COMMENT ON COLUMN current_events.derived_by IS 'Where its days are derived, what they rest on: reprint, shared event or likeness; else null.';
COMMENT ON COLUMN current_events.derived_from IS 'Where its days are derived, the dated documents they follow from, by their ids; else null.';
COMMENT ON COLUMN current_events.derived_titles IS 'Titles of these, else the files they came from.';
COMMENT ON COLUMN current_events.link IS 'Address of that document on the web, else the file it came from.';
COMMENT ON COLUMN current_events.sorts_at IS 'The first of its four days that is known; null where none is.';
COMMENT ON COLUMN current_events.bounded IS 'Whether both sides of the days it can have begun are known: false for "on or before 3 May".';

CREATE OR REPLACE VIEW timeline AS
SELECT
    date_text AS "date",
    headline AS sentence,
    participants,
    place,
    country,
    status,
    CASE WHEN planned_earliest IS NOT NULL THEN date_words(planned_earliest, planned_latest) END AS planned,
    source,
    title,
    link,
    documents,
    mentions,
    sources,
    salience,
    begin_earliest,
    begin_latest,
    end_earliest,
    end_latest,
    ongoing,
    likely_day,
    likely_confidence,
    planned_earliest,
    planned_latest,
    granularity,
    edtf,
    bounded,
    date_basis,
    derived_by,
    derived_from,
    derived_titles,
    lemma,
    "class",
    event_type,
    event_id
FROM current_events
WHERE sorts_at IS NOT NULL
ORDER BY bounded DESC, sorts_at, salience DESC, headline, lemma, event_id;
COMMENT ON VIEW timeline IS 'One row an event that has a date, sorted by the day it began, the most salient of a day first; those of which only one side is known ("on or before 3 May") come last.';
COMMENT ON COLUMN timeline."date" IS 'Its date as people write it; "(derived)" where it follows from other documents.';
COMMENT ON COLUMN timeline.date_basis IS 'What its days rest on: time expression, neighbouring event, publication date; derived where they follow from other documents.';
COMMENT ON COLUMN timeline.derived_by IS 'Where its days are derived, what they rest on: reprint, shared event or likeness; else null.';
COMMENT ON COLUMN timeline.derived_from IS 'Where its days are derived, the dated documents they follow from, by their ids (derived_evidence says why); else null.';
COMMENT ON COLUMN timeline.derived_titles IS 'Titles of these, else the files they came from.';
COMMENT ON COLUMN timeline.sentence IS 'The sentence that says it best.';
COMMENT ON COLUMN timeline.source IS 'Publisher, feed or site of the document the sentence stands in.';
COMMENT ON COLUMN timeline.title IS 'Title of that document.';
COMMENT ON COLUMN timeline.planned IS 'The days it was planned for, as people write them, by the mentions that tell of it ahead; they can differ from the days it happened. Null where none names days.';
COMMENT ON COLUMN timeline.bounded IS 'Whether both sides of its date are known: false for "on or before 3 May".';
COMMENT ON COLUMN timeline.link IS 'Address of that document on the web, else the file it came from.';

CREATE OR REPLACE VIEW undated AS
SELECT
    undated_reason AS reason,
    headline AS sentence,
    participants,
    place,
    country,
    status,
    CASE WHEN planned_earliest IS NOT NULL THEN date_words(planned_earliest, planned_latest) END AS planned,
    source,
    title,
    link,
    documents,
    mentions,
    sources,
    salience,
    likely_day,
    likely_confidence,
    date_basis,
    lemma,
    "class",
    event_type,
    event_id
FROM current_events
WHERE sorts_at IS NULL
ORDER BY salience DESC, headline, lemma, event_id;
COMMENT ON VIEW undated IS 'One row an event that could not be dated, and why.';
COMMENT ON COLUMN undated.reason IS 'Why no day is known.';
COMMENT ON COLUMN undated.sentence IS 'The sentence that says it best.';
COMMENT ON COLUMN undated.planned IS 'The days it was planned for, as people write them; null where no plan names days.';
COMMENT ON COLUMN undated.source IS 'Publisher, feed or site of the document the sentence stands in.';
COMMENT ON COLUMN undated.title IS 'Title of that document.';
COMMENT ON COLUMN undated.link IS 'Address of that document on the web, else the file it came from.';

CREATE OR REPLACE VIEW former_events AS
WITH RECURSIVE
-- Ids that came to name nothing, each time they did: what most of their mentions went into.
ended AS (
    SELECT event_id, change, since, max_by(how, shared) AS how, max_by(successor_id, shared) AS successor_id,
           lag(change, 1, 0) OVER (PARTITION BY event_id ORDER BY change) AS before
    FROM event_history
    WHERE how <> 'split'
    GROUP BY event_id, change, since
),
-- From each its last end on, to what came of that, and of that, until it is an event or nothing.
followed AS (
    SELECT e.event_id, e.how, e.since, e.successor_id, e.change
    FROM ended AS e
    ANTI JOIN events AS now ON now.event_id = e.event_id
    QUALIFY row_number() OVER (PARTITION BY e.event_id ORDER BY e.change DESC) = 1
    UNION ALL
    SELECT f.event_id, f.how, f.since, e.successor_id, e.change
    FROM followed AS f
    JOIN ended AS e ON e.event_id = f.successor_id AND e.change > f.change AND e.before <= f.change
    ANTI JOIN events AS now ON now.event_id = f.successor_id
)
SELECT f.event_id, now.event_id AS now_id, f.how, f.since
FROM (SELECT * FROM followed QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY change DESC) = 1) AS f
LEFT JOIN events AS now ON now.event_id = f.successor_id
ORDER BY f.since DESC, f.event_id;
COMMENT ON VIEW former_events IS 'Ids that named an event once and name none now, each with the event that has most of its mentions: a note that cites an old id finds the event by it.';
COMMENT ON COLUMN former_events.event_id IS 'The id that names nothing now.';
COMMENT ON COLUMN former_events.now_id IS 'The event that it leads to; null where nothing of it is left.';
COMMENT ON COLUMN former_events.how IS 'merged (it went into another event) or gone (no mention of it was left).';
COMMENT ON COLUMN former_events.since IS 'Day since which it names nothing, UTC.';

CREATE OR REPLACE VIEW derived_events AS
SELECT
    e.date_text AS derived_date,
    CASE WHEN x.own_earliest IS NOT NULL OR x.own_latest IS NOT NULL THEN date_words(x.own_earliest, x.own_latest) END AS own_date,
    e.headline AS sentence,
    e.participants,
    e.place,
    e.status,
    e.source,
    e.title,
    e.link,
    x.derived_by,
    x.written_in,
    x.derived_from,
    x.derived_titles,
    e.begin_earliest,
    e.begin_latest,
    e.salience,
    e.event_id
FROM derived_days AS x
JOIN current_events AS e ON e.event_id = x.event_id
ORDER BY e.begin_earliest NULLS LAST, e.salience DESC, e.headline, e.lemma, e.event_id;
COMMENT ON VIEW derived_events IS 'Events whose days other documents tell, being left open on a side by their own: the rows of the timeline that are marked as derived. derived_evidence says why the documents have their days.';
COMMENT ON COLUMN derived_events.derived_date IS 'The days it can have begun, as others tell.';
COMMENT ON COLUMN derived_events.own_date IS 'What its own documents tell of these days; null where that is nothing.';
COMMENT ON COLUMN derived_events.sentence IS 'The sentence that says it best.';
COMMENT ON COLUMN derived_events.source IS 'Publisher, feed or site of the document the sentence stands in.';
COMMENT ON COLUMN derived_events.title IS 'Title of that document.';
COMMENT ON COLUMN derived_events.link IS 'Address of that document on the web, else the file it came from.';
COMMENT ON COLUMN derived_events.derived_by IS 'What the days of writing rest on most: reprint, shared event or likeness.';
COMMENT ON COLUMN derived_events.written_in IS 'The documents that tell of it and were dated by others, by their ids.';
COMMENT ON COLUMN derived_events.derived_from IS 'The documents which their days rest on first, by their ids.';
COMMENT ON COLUMN derived_events.derived_titles IS 'Titles of these, else the files they came from.';
COMMENT ON COLUMN derived_events.begin_earliest IS 'First day it can have begun, as others tell.';
COMMENT ON COLUMN derived_events.begin_latest IS 'Last day it can have begun, as others tell.';

CREATE OR REPLACE VIEW document_status AS
WITH
inputs AS (SELECT DISTINCT document_id FROM loaded),
failures AS (
    SELECT document_id, count(*) AS faults, string_agg(concat(stage, ': ', reason), '; ' ORDER BY stage, reason) AS wrong,
           min_by(reason, stage) FILTER (stage = 'documents') AS unread
    FROM faults GROUP BY document_id
),
times AS (SELECT document_id, count(*) AS n FROM time_expressions GROUP BY document_id),
spoken AS (SELECT document_id, count(*) AS n FROM event_mentions GROUP BY document_id),
known AS (SELECT document_id, count(DISTINCT event_id) AS n FROM event_links GROUP BY document_id)
SELECT
    d.uri,
    d.title,
    CASE WHEN d.rejected IS NOT NULL THEN concat('rejected: ', d.rejected)
         WHEN d.document_id IS NOT NULL THEN 'read'
         ELSE concat('failed: ', coalesce(f.unread, 'no row')) END AS status,
    d.detail,
    CASE WHEN d.rejected IS NULL AND p.document_id IS NOT NULL THEN date_words(p.earliest, p.latest) END AS published,
    p.method,
    p.confidence,
    p.contradicted,
    CASE WHEN x.document_id IS NOT NULL THEN date_words(x.earliest, x.latest) END AS derived,
    x."rule" AS derived_by,
    d."language",
    coalesce(len(d.lines), 0) AS lines,
    coalesce(len(list_filter(d.lines, lambda line: line."label" IN ('body', 'title'))), 0) AS lines_used,
    coalesce(times.n, 0) AS time_expressions,
    coalesce(spoken.n, 0) AS mentions,
    coalesce(known.n, 0) AS events,
    coalesce(f.faults, 0) AS faults,
    f.wrong AS fault_reasons,
    nullif(t.text_document_id, i.document_id) AS same_text_as,
    nullif(t.story_id, i.document_id) AS same_story_as,
    d.source,
    d.media_type,
    i.document_id
FROM inputs AS i
LEFT JOIN documents AS d ON d.document_id = i.document_id
LEFT JOIN publication_dates AS p ON p.document_id = i.document_id
LEFT JOIN derived_dates AS x ON x.document_id = i.document_id
LEFT JOIN failures AS f ON f.document_id = i.document_id
LEFT JOIN times ON times.document_id = i.document_id
LEFT JOIN spoken ON spoken.document_id = i.document_id
LEFT JOIN known ON known.document_id = i.document_id
LEFT JOIN document_sources AS t ON t.document_id = i.document_id
ORDER BY d.uri, i.document_id;
COMMENT ON VIEW document_status IS 'One row an input: what became of it.';
COMMENT ON COLUMN document_status.status IS 'read, or rejected or failed, and why.';
COMMENT ON COLUMN document_status.published IS 'When it was written, as people write it; unknown where that is not known.';
COMMENT ON COLUMN document_status.derived IS 'When it was written as other documents tell, where its own evidence leaves more open; null where nothing follows from them.';
COMMENT ON COLUMN document_status.derived_by IS 'What that rests on most: reprint, shared event or likeness.';
COMMENT ON COLUMN document_status.method IS 'What decided when it was written.';
COMMENT ON COLUMN document_status.lines IS 'Number of its lines.';
COMMENT ON COLUMN document_status.lines_used IS 'Number of those that are title or body.';
COMMENT ON COLUMN document_status.time_expressions IS 'Number of time expressions found.';
COMMENT ON COLUMN document_status.mentions IS 'Number of mentions of events found.';
COMMENT ON COLUMN document_status.events IS 'Number of events that these speak of.';
COMMENT ON COLUMN document_status.faults IS 'Number of stages that could not do it.';
COMMENT ON COLUMN document_status.fault_reasons IS 'Those stages, each with its reason.';
COMMENT ON COLUMN document_status.same_story_as IS 'The document that stands for its story, near-duplicates being one; null where it stands for itself.';
COMMENT ON COLUMN document_status.same_text_as IS 'The document that stands for the same text; null where it stands for itself.';

CREATE OR REPLACE VIEW publication_evidence AS
SELECT
    d.uri,
    d.title,
    date_words(p.earliest, p.latest) AS answer,
    p.method,
    p.contradicted,
    e.used,
    e.kind,
    e.origin,
    e.surface,
    date_words(e.earliest, e.latest) AS says,
    e.earliest,
    e.latest,
    e.weight,
    e.note,
    e."start",
    e."end",
    p.document_id
FROM publication_dates AS p
JOIN documents AS d ON d.document_id = p.document_id
CROSS JOIN unnest(p.evidence) AS u(e)
ORDER BY d.uri, p.document_id, e.used DESC, e.weight DESC, e.kind, e."start";
COMMENT ON VIEW publication_evidence IS 'Everything that speaks for the day a document was written, also what lost, and why.';
COMMENT ON COLUMN publication_evidence.answer IS 'When the document was written, as people write it.';
COMMENT ON COLUMN publication_evidence.says IS 'The days that this piece of evidence allows.';

CREATE OR REPLACE VIEW derived_evidence AS
SELECT
    d.uri,
    d.title,
    date_words(x.own_earliest, x.own_latest) AS own,
    date_words(x.earliest, x.latest) AS derived,
    x.confidence,
    x."round",
    e."rule",
    e.used,
    o.title AS other_title,
    date_words(e.other_earliest, e.other_latest) AS other_written,
    e.shared,
    date_words(e.earliest, e.latest) AS says,
    e.note,
    coalesce(o.url, o.uri) AS other_link,
    e.other_id,
    x.document_id
FROM derived_dates AS x
JOIN documents AS d ON d.document_id = x.document_id
CROSS JOIN unnest(x.evidence) AS u(e)
LEFT JOIN documents AS o ON o.document_id = e.other_id
ORDER BY d.uri, x.document_id, e.used DESC, e."rule" DESC, e.other_id;
COMMENT ON VIEW derived_evidence IS 'Days of writing that other documents tell, one row a piece of evidence: what each rests on, beside what the document says of itself.';
COMMENT ON COLUMN derived_evidence.own IS 'When the document was written by its own evidence; unknown where that tells nothing.';
COMMENT ON COLUMN derived_evidence.derived IS 'When it was written as other documents tell.';
COMMENT ON COLUMN derived_evidence.confidence IS 'How often such an interval holds, 0 to 1.';
COMMENT ON COLUMN derived_evidence.other_title IS 'Title of the document that says so.';
COMMENT ON COLUMN derived_evidence.other_written IS 'When that one was written.';
COMMENT ON COLUMN derived_evidence.says IS 'The days of writing that this piece of evidence allows.';
COMMENT ON COLUMN derived_evidence.other_link IS 'Its address on the web, else the file it came from.';

CREATE OR REPLACE VIEW participants AS
SELECT
    l.event_id,
    m.mention_id,
    m.document_id,
    p."role",
    p.kind,
    p."name",
    p."start",
    p."end"
FROM event_mentions AS m
CROSS JOIN unnest(m.participants) AS u(p)
LEFT JOIN event_links AS l ON l.mention_id = m.mention_id;
COMMENT ON VIEW participants IS 'Who or what takes part in an event, one row a phrase.';

CREATE OR REPLACE VIEW document_lines AS
SELECT
    d.document_id,
    d.uri,
    o.source,
    l."start",
    l."end",
    substr(d.text, l."start" + 1, l."end" - l."start") AS "line",
    l."label",
    l.reason,
    l.score,
    CASE WHEN r.line_hash IS NULL THEN l."label" ELSE 'boilerplate' END AS effective_label,
    r.documents AS repeated_in,
    p.line_hash
FROM documents AS d
CROSS JOIN unnest(d.lines) AS u(l)
LEFT JOIN document_sources AS o ON o.document_id = d.document_id
LEFT JOIN repeated_places AS p ON p.document_id = d.document_id AND p."start" = l."start" AND p."end" = l."end"
LEFT JOIN repeated_lines AS r ON r.source = p.source AND r.line_hash = p.line_hash
ORDER BY d.uri, d.document_id, l."start";
COMMENT ON VIEW document_lines IS 'Every line of every document with its label, and whether its source repeats it in many documents.';
COMMENT ON COLUMN document_lines.source IS 'Publisher, else site, else the file or folder it arrived in.';
COMMENT ON COLUMN document_lines."line" IS 'The line itself.';
COMMENT ON COLUMN document_lines.effective_label IS 'The label, or boilerplate where the source repeats the line.';
COMMENT ON COLUMN document_lines.repeated_in IS 'Documents of the source that have the line, where it is a repeated one that the document takes for its own; else null.';

CREATE OR REPLACE VIEW stories AS
SELECT
    any_value(f.title) AS title,
    count(*) AS documents,
    count(DISTINCT s.text_document_id) AS texts,
    count(DISTINCT s.source) AS sources,
    date_words(any_value(q.earliest), any_value(q.latest)) AS first_published,
    max(p.latest) AS last_latest,
    list_sort(list(DISTINCT s.source)) AS told_by,
    any_value(coalesce(f.url, f.uri)) AS link,
    s.story_id
FROM document_sources AS s
JOIN documents AS f ON f.document_id = s.story_id
LEFT JOIN publication_dates AS p ON p.document_id = s.document_id
LEFT JOIN publication_dates AS q ON q.document_id = s.story_id
GROUP BY s.story_id
ORDER BY documents DESC, sources DESC, s.story_id;
COMMENT ON VIEW stories IS 'One row a story: a document and its copies, versions and reprints.';
COMMENT ON COLUMN stories.title IS 'Title of the document that stands for it.';
COMMENT ON COLUMN stories.documents IS 'Documents that tell it.';
COMMENT ON COLUMN stories.texts IS 'Different texts among them.';
COMMENT ON COLUMN stories.sources IS 'Sources they come from: publisher, else site, else file or folder.';
COMMENT ON COLUMN stories.first_published IS 'When the first of them was written, as people write it.';
COMMENT ON COLUMN stories.last_latest IS 'Last day on which one of them can have been written; null where no such day is known.';
COMMENT ON COLUMN stories.told_by IS 'Those sources.';
COMMENT ON COLUMN stories.link IS 'Address of the document that stands for it, else the file it came from.';
