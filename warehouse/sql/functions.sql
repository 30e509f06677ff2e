-- Small functions that views and macros use; those of pipelines/days.py, in SQL, and a test compares them.

CREATE OR REPLACE MACRO fold(words) AS lower(strip_accents(words));
COMMENT ON MACRO fold IS 'Small letters without accents, to compare words by.';

CREATE OR REPLACE MACRO fold_words(words) AS
    list_filter(regexp_split_to_array(fold(words), '[^\p{L}\p{N}]+'), lambda word: word <> '');
COMMENT ON MACRO fold_words IS 'The words of a text, folded, in their order.';

CREATE OR REPLACE MACRO name_words(name) AS list_filter(fold_words(name), lambda word:
    word NOT IN ('the', 'inc', 'corp', 'co', 'ltd', 'plc', 'llc', 'ag', 'gmbh', 'nv', 'sa', 'mr', 'mrs', 'ms', 'dr'));
COMMENT ON MACRO name_words IS 'The words of a name, folded, without legal forms, titles and the article.';

CREATE OR REPLACE MACRO initials(name) AS
    array_to_string(regexp_extract_all(strip_accents(name), '\b[A-Z]'), '');
COMMENT ON MACRO initials IS 'The first letters of those words of a name that have capitals.';

CREATE OR REPLACE MACRO number_words(words) AS list_filter(words, lambda word:
    regexp_matches(word, '[0-9]') AND len(word) > 1 AND NOT regexp_full_match(word, '(1[0-9]|20)[0-9][0-9]'));
COMMENT ON MACRO number_words IS 'Those of some words that hold a number, years left out: a380, 787.';

CREATE OR REPLACE MACRO same_words(one, other) AS
    len(one) > 0 AND len(other) > 0 AND (
        list_slice(one, -len(other), -1) = list_slice(other, -len(one), -1)
        OR (len(list_intersect(number_words(one), number_words(other))) > 0
            AND (list_has_all(one, other) OR list_has_all(other, one))));
COMMENT ON MACRO same_words IS
    'Whether one of two names ends with the other, word by word, or has all its words, where a number is among those.';

CREATE OR REPLACE MACRO same_name(name, entity) AS
    same_words(name_words(name), name_words(entity))
    OR (regexp_full_match(name, '[A-Z]{2,6}') AND initials(entity) = name)
    OR (regexp_full_match(entity, '[A-Z]{2,6}') AND initials(name) = entity);
COMMENT ON MACRO same_name IS
    'Whether a name can be that of an entity: the same words, or the last of them, whichever of the two is longer; the initials; some of the words, where a number is among them that is no year.';

CREATE OR REPLACE MACRO year_words(day) AS
    CASE WHEN year(day) > 0 THEN year(day)::VARCHAR ELSE concat(1 - year(day), ' BC') END;
COMMENT ON MACRO year_words IS 'The year of a day as people write it: 2015, 44 BC.';

CREATE OR REPLACE MACRO month_words(day) AS
    ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November',
     'December'][month(day)];
COMMENT ON MACRO month_words IS 'The month of a day as people write it.';

CREATE OR REPLACE MACRO day_words(d) AS concat(day(d), ' ', month_words(d), ' ', year_words(d));
COMMENT ON MACRO day_words IS 'A day as people write it: 7 October 2015.';

CREATE OR REPLACE MACRO date_words(earliest, latest) AS CASE
    WHEN earliest IS NULL AND latest IS NULL THEN 'unknown'
    WHEN latest IS NULL THEN concat('on or after ', day_words(earliest))
    WHEN earliest IS NULL THEN concat('on or before ', day_words(latest))
    WHEN earliest = latest THEN day_words(earliest)
    WHEN month(earliest) = 1 AND day(earliest) = 1 AND month(latest) = 12 AND day(latest) = 31 THEN
        CASE WHEN year(earliest) = year(latest) THEN year_words(earliest)
             ELSE concat(year_words(earliest), ' to ', year_words(latest)) END
    WHEN year(earliest) = year(latest) AND month(earliest) = month(latest) THEN
        CASE WHEN day(earliest) = 1 AND latest = last_day(earliest)
             THEN concat(month_words(earliest), ' ', year_words(earliest))
             ELSE concat(day(earliest), ' to ', day_words(latest)) END
    WHEN year(earliest) = year(latest) THEN concat(day(earliest), ' ', month_words(earliest), ' to ', day_words(latest))
    ELSE concat(day_words(earliest), ' to ', day_words(latest))
END;
COMMENT ON MACRO date_words IS 'Days from earliest to latest as people write them: October 2015, 15 March 44 BC, on or after 18 April 2016.';

CREATE OR REPLACE MACRO iso_words(d) AS
    CASE WHEN year(d) < 0 THEN printf('-%04d-%02d-%02d', -year(d), month(d), day(d))
         ELSE printf('%04d-%02d-%02d', year(d), month(d), day(d)) END;
COMMENT ON MACRO iso_words IS 'A day in ISO 8601, also before year 1: -0043-03-15.';

CREATE OR REPLACE MACRO granularity_of(earliest, latest) AS CASE
    WHEN earliest IS NULL AND latest IS NULL THEN 'unknown'
    WHEN earliest = latest THEN 'day'
    WHEN day(earliest) = 1 AND latest = last_day(earliest) THEN 'month'
    WHEN year(earliest) = year(latest) AND month(earliest) = 1 AND day(earliest) = 1 AND month(latest) = 12
        AND day(latest) = 31 THEN 'year'
    ELSE 'interval'
END;
COMMENT ON MACRO granularity_of IS 'How fine days from earliest to latest are: day, month, year, interval or unknown.';

CREATE OR REPLACE MACRO edtf_words(earliest, latest) AS CASE granularity_of(earliest, latest)
    WHEN 'unknown' THEN NULL
    WHEN 'day' THEN iso_words(earliest)
    WHEN 'month' THEN left(iso_words(earliest), -3)
    WHEN 'year' THEN left(iso_words(earliest), -6)
    ELSE concat(coalesce(iso_words(earliest), '..'), '/', coalesce(iso_words(latest), '..'))
END;
COMMENT ON MACRO edtf_words IS 'Days from earliest to latest in EDTF, ISO 8601-2: 2016-10, 2016-04-18/..; null where nothing is known.';

CREATE OR REPLACE MACRO period_of(day) AS CASE
    WHEN day IS NULL THEN 'undated'
    WHEN year(day) >= 1900 THEN printf('%04d', year(day))
    WHEN year(day) > 0 THEN printf('%02dxx', year(day) // 100)
    ELSE printf('bc-%02dxx', (1 - year(day)) // 100)
END;
COMMENT ON MACRO period_of IS
    'The period a day is filed under: its year, before 1900 its hundred years (18xx), before year 1 those (bc-00xx).';
