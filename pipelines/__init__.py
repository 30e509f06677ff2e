"""Pure functions from bytes to events, one package a stage; knows neither Dagster nor DuckDB."""
