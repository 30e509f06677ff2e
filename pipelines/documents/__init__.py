"""Bytes to clean text: what lies in an inbox, how it is read, what of it is the document, and in which language."""
