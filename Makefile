# make = the main job: environment, then every notebook on seeds/, which writes figures/
PYTHON ?= python3
BIN    := .venv/bin
STAMP  := .venv/requirements.lock
PYTEST := $(BIN)/python -m pytest -q -p no:cacheprovider
NBVAL  := --nbval --nbval-current-env --nbval-sanitize-with=tests/nbval_sanitize.cfg -n 2 --dist loadfile -o addopts=

.PHONY: all env test test-all lint lab clean lock
all: env
	$(BIN)/python -m analysis rerun

# The environment is built again only when the lock differs from the one it was built from.
# The package itself is a second step: a hashed install refuses it and a later sync removes it.
env:
	@if ! cmp -s requirements.lock $(STAMP); then \
	  $(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	    || { echo "make: $(PYTHON) is not Python 3.11-3.13: name one, e.g. make PYTHON=python3.12" >&2; exit 1; }; \
	  $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	    || { echo "make: this Python lacks the venv module: install it (Debian, Ubuntu: python3-venv)" >&2; exit 1; }; \
	  set -e; rm -rf .venv; $(PYTHON) -m venv .venv; \
	  sed -n '/^uv==/,/^[^u ]/{/^uv==/p;/^ .*--hash/p;}' requirements.lock > .venv/uv.txt; \
	  { $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r .venv/uv.txt \
	    && $(BIN)/uv pip sync -q --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock; } \
	  || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock; \
	  { $(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e . \
	    || $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .; }; \
	  cp requirements.lock $(STAMP); \
	fi

test: env
	$(PYTEST) -n 2 -m "not slow and not browser"
	$(PYTEST) $(NBVAL) notebooks

test-all: env
	$(PYTEST) -n 2 --hypothesis-profile=default
	$(PYTEST) $(NBVAL) notebooks

lint: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lab: env
	$(BIN)/jupyter lab notebooks/0_corpus.ipynb

clean:
	rm -rf .venv .cache build out *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# the one command that regenerates the lock; tests/test_lock.py checks what it wrote
lock: env
	$(BIN)/uv pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 --fork-strategy fewest \
	  --no-header --group dev pyproject.toml -o requirements.lock
