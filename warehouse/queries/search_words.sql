-- Which events speak of all these words, wherever they stand: in the sentence, the participants or the place?
SELECT "date", sentence, source, link
FROM search('earthquake Nepal');
