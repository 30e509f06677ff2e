-- Which ids of events name nothing any more, since when, and which event is it now? Notes that cite an old id find it by this.
SELECT f.event_id AS old_id, f.how, f.since, f.now_id, e.date_text AS "date", e.headline AS sentence
FROM former_events AS f
LEFT JOIN events AS e ON e.event_id = f.now_id
ORDER BY f.since DESC, f.event_id;
