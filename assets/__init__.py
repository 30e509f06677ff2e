"""Dateline's face: Dagster assets, checks, sensors and schedules, and the command line."""

import pipelines  # noqa: F401 - first of all: it settles what must be settled before NumPy is loaded
