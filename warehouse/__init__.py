"""What is kept: the ledger, the DuckDB warehouse, its publications and its Parquet exports."""
