-- Events as other programs are given them. standing: how salient an event is among those that have both sides of a date.
SELECT
    e.* EXCLUDE (headline_mention, document_id, sorts_at, bounded),
    row_number() OVER (PARTITION BY e.bounded ORDER BY e.salience DESC, e.headline, e.lemma, e.event_id) AS standing
FROM current_events AS e
ORDER BY e.sorts_at IS NULL, e.bounded DESC, e.sorts_at, e.salience DESC, e.headline, e.lemma, e.event_id
