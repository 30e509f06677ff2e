"""Which lines of a text are the document: title, body, caption, byline, or boilerplate around them."""

from pipelines.documents.lines.given import all_body, body_sample, extracted_lines, letter_author, without_marks
from pipelines.documents.lines.labels import label_lines

__all__ = ["all_body", "body_sample", "extracted_lines", "label_lines", "letter_author", "without_marks"]
