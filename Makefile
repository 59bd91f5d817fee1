# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

.PHONY: help setup demo run test check bench lock clean
help:
	@echo "make demo    the whole thing offline: boards and a mailbox on this machine (ARGS=--once ends by itself)"
	@echo "make run     the service on the real boards"
	@echo "make test    every test"
	@echo "make check   format, lint, types, import contracts, tests: what CI runs"
	@echo "make bench   the measurements in benchmarks/"

.venv/setup: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sidedoor needs Python 3.11 or newer: make demo PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing into .venv (once; about a minute)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/setup-dev: .venv/setup requirements-dev.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

setup: .venv/setup

demo: setup
	@$(BIN)/sidedoor demo $(ARGS)

run: setup
	@$(BIN)/sidedoor init --yes
	@$(BIN)/sidedoor run $(ARGS)

test: .venv/setup-dev
	@$(BIN)/python -m pytest $(ARGS)

check: .venv/setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

bench: .venv/setup-dev
	@for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python $$each || exit 1; done

lock: .venv/setup-dev
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
