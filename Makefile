# make run: install, index seeds/, open the chat · make test: install what tests need, run them all
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test check fix clean

run: $(VENV)/.ready
	$(BIN)/parley serve --open

test: $(VENV)/.ready-test
	$(BIN)/python -m pytest

check: $(VENV)/.ready-test
	$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy

fix: $(VENV)/.ready-test
	$(BIN)/ruff check --fix && $(BIN)/ruff format

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find index -mindepth 1 ! -name README.md -delete

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing Parley into $(VENV) (a few minutes the first time) ..."
	$(PIP) --editable .
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready
	$(PIP) --editable ".[test,dev]"
	@touch $@
