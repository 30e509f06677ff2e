-- What did a person or an organisation do, and what was done to it, in order of time? The last word of the name is enough;
-- accents do not matter.
SELECT "date", sentence, participants, source, link
FROM timeline_of('Cameron');
