"""When a document was written: evidence collected, and intersected to an interval of days."""
