"""Dateline's face: Dagster assets, checks, sensors and schedules, and the command line."""
