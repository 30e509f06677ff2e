-- The first rows of the timeline; the first nine characters of an id are enough to ask for the event.
SELECT "date", lemma AS what, sentence, left(event_id, 9) AS event FROM timeline LIMIT $rows;
