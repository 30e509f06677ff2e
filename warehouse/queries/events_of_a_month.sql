-- What happened in a month? Events that are certainly in October 2015, the first day first.
SELECT "date", sentence, place, source
FROM events_certainly_between('2015-10-01', '2015-10-31');
