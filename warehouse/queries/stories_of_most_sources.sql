-- Which stories do most sources tell, and how often was each published?
SELECT sources, documents, texts, first_published, title, told_by, link
FROM stories
WHERE documents > 1
ORDER BY sources DESC, documents DESC, story_id
LIMIT 20;
