-- What happened in a month? Events that are certainly in April 2019, the first day first.
SELECT "date", sentence, place, source
FROM events_certainly_between('2019-04-01', '2019-04-30');
