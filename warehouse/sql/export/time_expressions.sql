SELECT *, coalesce(earliest, latest) AS day, document_id AS key FROM time_expressions
