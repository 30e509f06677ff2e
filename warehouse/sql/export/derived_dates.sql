SELECT x.*, x.earliest AS day, x.document_id AS key
FROM derived_dates AS x
SEMI JOIN documents AS d ON d.document_id = x.document_id
