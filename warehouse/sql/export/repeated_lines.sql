SELECT *, NULL::DATE AS day, line_hash AS key FROM repeated_lines
