# The verbs of Dateline. `make` alone lists them. Everything they install lies in .venv, everything they make in
# warehouse/data (or DATELINE_HOME).
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test dev bench soak weights lock clean

PYTHON ?= $(shell command -v python3.11 || command -v python3)
INBOX ?= tests/documents
BIN := .venv/bin

help:  ## list the verbs
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

run: .venv/run  ## set up, process the documents in INBOX (default tests/documents), show the timeline
	@$(BIN)/dateline run --inbox "$(INBOX)"

test: .venv/test  ## set up, lint, check the types, run all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not benchmark"

dev: .venv/run  ## open the Dagster UI with its daemon: arrivals in the inbox are processed as they come
	@$(BIN)/dateline dev

bench: .venv/test  ## measure speed and memory, stage by stage
	@$(BIN)/python -m tests.benchmarks

soak: .venv/test  ## read 50,000 files of all formats, good and bad, and show that memory stays flat
	@$(BIN)/python -m tests.benchmarks.soak

weights: .venv/test  ## learn the weights of the syntax model anew from the data in DATA (needs PyTorch); CC_ONLY=1: from CC-licensed data alone
	@$(BIN)/python -m tests.training "$(DATA)" $(if $(CC_ONLY),--cc-only)

lock:  ## pin the requirements anew (needs uv)
	printf 'setuptools>=80\nwheel\n' | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml - -o requirements.txt
	printf 'setuptools>=80\nwheel\n' | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -c requirements.txt --extra dev pyproject.toml - -o requirements-dev.txt

clean:  ## remove the environment and all caches; documents, ledger and timeline stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info

# A stamp says that the environment holds what its requirements name, all of it: the file is complete, so nothing is
# resolved. The project itself comes last, from this clone.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, found: $$($(PYTHON) --version); say which to use: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/run: requirements.txt pyproject.toml | .venv/bin/python
	@echo "setting up .venv, which takes a minute or two the first time"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test: requirements-dev.txt .venv/run
	@echo "adding what the tests need"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt
	@touch $@
