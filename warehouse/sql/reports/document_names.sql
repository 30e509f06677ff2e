-- Documents that a person may mean by an id, a file name, a path or an address.
SELECT document_id, uri, title
FROM documents
WHERE document_id = $name OR uri = $name OR url = $name
   OR uri LIKE '%/' || $name OR title = $name
ORDER BY uri;
