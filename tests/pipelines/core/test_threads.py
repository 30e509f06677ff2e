"""Linear algebra keeps to one thread, in this process and in those it starts."""

import os
import subprocess
import sys

import pytest

SHOWN = "import {}, os; print(os.environ['OPENBLAS_NUM_THREADS'])"


@pytest.mark.parametrize(("said", "threads"), [(None, "1"), ("2", "2")], ids=["by default", "as asked"])
@pytest.mark.parametrize("module", ["assets.cli", "pipelines.engine"])
def test_one_thread_unless_asked(module: str, said: str | None, threads: str) -> None:
    rest = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    environment = rest | ({} if said is None else {"OPENBLAS_NUM_THREADS": said})
    command = [sys.executable, "-c", SHOWN.format(module)]
    ran = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)
    assert ran.stdout.strip() == threads


def test_numpy_is_loaded_after_that() -> None:
    first = "import sys, pipelines; assert 'numpy' not in sys.modules; import assets; assert 'numpy' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", first], check=False).returncode == 0
