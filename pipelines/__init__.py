"""Pure functions from bytes to events, one package a stage; knows neither Dagster nor DuckDB."""

import os

# Work is shared between processes. Matrices are small here, and threads of the linear algebra beneath NumPy would only wait for
# each other: sixty long articles took 103 s with them and 73 s without. Asked before NumPy is loaded; who says otherwise is heard.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
