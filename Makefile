# make run: install, index seeds/, open the chat · make test: install what tests need, run them all
# make fuzz: half an hour of processor time of strange input (MINUTES=30)
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
MINUTES ?= 30
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test check fix fuzz clean

run: $(VENV)/.ready
	$(BIN)/parley serve --open

test: $(VENV)/.ready-test
	$(BIN)/python -m pytest

check: $(VENV)/.ready-test
	$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy

fix: $(VENV)/.ready-test
	$(BIN)/ruff check --fix && $(BIN)/ruff format

fuzz: $(VENV)/.ready-test
	$(PIP) --only-binary :all: --editable ".[fuzz]" || echo "atheris has no wheel for this Python: changing bytes at random instead"
	$(BIN)/python tests/fuzz/run.py --minutes $(MINUTES)

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .fuzz
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
