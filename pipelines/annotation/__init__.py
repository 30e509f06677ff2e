"""Dateline as a tagger: JSON lines in, JSON lines out, without warehouse or Dagster."""

from pipelines.annotation.stream import Counts, annotate, annotate_lines

__all__ = ["Counts", "annotate", "annotate_lines"]
