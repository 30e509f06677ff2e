-- How many events there are, and how many of them have a date.
SELECT count(*) AS n, count(sorts_at) AS dated FROM current_events
