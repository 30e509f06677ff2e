-- Which events are certainly in a range of days, and which only can be? Here: the years 2010 to 2019.
SELECT certainly, "date", sentence, source
FROM events_between('2010-01-01', '2019-12-31')
ORDER BY certainly DESC, begin_earliest NULLS LAST, salience DESC, sentence;
