-- What is known of a person or an organisation, in order of time? A word of the name is enough; accents do not matter.
SELECT "date", sentence, participants, source, link
FROM timeline
WHERE list_has_all(fold_words(array_to_string(participants, ' ')), fold_words('Cameron'));
