-- The days of an event that its own documents leave open on a side, as they follow from documents which others date: those
-- that its best mentions agree on, and its own. Own evidence comes first: what contradicts it is not laid over it.
CREATE OR REPLACE VIEW derived_days AS
WITH
followed AS (
    SELECT
        l.event_id,
        max(x.begin_earliest) AS begin_earliest,
        min(x.begin_latest) AS begin_latest,
        max(x.end_earliest) AS end_earliest,
        min(x.end_latest) AS end_latest,
        string_agg(DISTINCT x."rule", ', ' ORDER BY x."rule") AS derived_by,
        list_sort(list(DISTINCT x.document_id)) AS written_in,
        list_sort(list(DISTINCT x.other_id)) AS derived_from,
        list_sort(list(DISTINCT coalesce(d.title, d.uri))) AS derived_titles
    FROM derived_mentions AS x
    JOIN event_links AS l ON l.mention_id = x.mention_id
    JOIN event_mentions AS m ON m.mention_id = x.mention_id
    JOIN events AS e ON e.event_id = l.event_id
    LEFT JOIN documents AS d ON d.document_id = x.other_id
    WHERE m.certainty = CASE e.status WHEN 'happened' THEN 'asserted' WHEN 'reported' THEN 'reported' ELSE m.certainty END
    GROUP BY l.event_id
),
laid AS (
    SELECT
        f.event_id,
        greatest(e.begin_earliest, f.begin_earliest) AS begin_earliest,
        least(e.begin_latest, f.begin_latest) AS begin_latest,
        greatest(e.end_earliest, f.end_earliest) AS end_earliest,
        least(e.end_latest, f.end_latest) AS end_latest,
        e.begin_earliest AS own_earliest,
        e.begin_latest AS own_latest,
        f.derived_by,
        f.written_in,
        f.derived_from,
        f.derived_titles
    FROM followed AS f
    JOIN events AS e ON e.event_id = f.event_id
    WHERE e.begin_earliest IS NULL OR e.begin_latest IS NULL
)
SELECT * FROM laid
WHERE (begin_earliest IS DISTINCT FROM own_earliest OR begin_latest IS DISTINCT FROM own_latest)
  AND coalesce(begin_earliest <= begin_latest, true)
  AND coalesce(end_earliest <= end_latest, true)
  AND coalesce(begin_earliest <= end_latest, true);
COMMENT ON VIEW derived_days IS 'Days of events that their own documents leave open on a side, as other documents tell; what would contradict the own days is left out.';
COMMENT ON COLUMN derived_days.begin_earliest IS 'First day it can have begun, as others tell; null: no bound known.';
COMMENT ON COLUMN derived_days.begin_latest IS 'Last day it can have begun, as others tell.';
COMMENT ON COLUMN derived_days.end_earliest IS 'First day it can have ended, as others tell.';
COMMENT ON COLUMN derived_days.end_latest IS 'Last day it can have ended, as others tell.';
COMMENT ON COLUMN derived_days.own_earliest IS 'First day it can have begun by its own documents.';
COMMENT ON COLUMN derived_days.own_latest IS 'Last day it can have begun by its own documents.';
COMMENT ON COLUMN derived_days.derived_by IS 'What the days of writing rest on most: reprint, shared event or likeness.';
COMMENT ON COLUMN derived_days.written_in IS 'The documents that tell of it and were dated by others, by their ids.';
COMMENT ON COLUMN derived_days.derived_from IS 'The documents which their days rest on first, by their ids.';
COMMENT ON COLUMN derived_days.derived_titles IS 'Titles of these, else the files they came from.';
COMMENT ON COLUMN derived_days.event_id IS 'The event.';
