# Two commands are enough: `make try` and `make test`. Each makes the environment that it needs.
.DEFAULT_GOAL := help
.PHONY: help setup try run test check bench soak snapshots screenshots

PYTHON ?= python3
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

help: ## Say what can be done here
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.everything ## Make .venv with everything that development needs

try: .venv/.runtime ## Try Dojo in the browser, without a Slack workspace
	@$(BIN)/slackapp try $(ARGS)

run: .venv/.runtime ## Run Dojo for a real workspace (see README.md)
	@$(BIN)/slackapp run

test: .venv/.everything ## Run all tests
	@$(BIN)/pytest -n auto --maxprocesses=4 $(ARGS)

check: .venv/.everything ## Check format, lint, types, imports and migrations
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@fresh=$$(mktemp -d) && export DATABASE_URL=sqlite:///$$fresh/dojo.db && \
	  $(BIN)/alembic --quiet upgrade head && $(BIN)/alembic --quiet check; \
	  found=$$?; rm -r $$fresh; exit $$found

bench: .venv/.everything ## Measure how fast it is, against bare baselines (docs/performance.md)
	@$(BIN)/python -m bench $(ARGS)

soak: .venv/.everything ## Kill, race and sweep for many minutes; DOJO_SEED=… repeats a run
	@DOJO_SOAK=1 DOJO_SWEEP=all $(BIN)/pytest -s tests/engine tests/test_tick.py \
	  tests/delivery/test_kills.py tests/delivery/test_replicas.py tests/domain/test_cadence_zones.py \
	  tests/domain/test_turns_fair.py tests/journeys/test_six_weeks.py \
	  tests/services/test_search.py $(ARGS)

snapshots: .venv/.everything ## Write the snapshots of all views again, to be reviewed
	@$(BIN)/pytest tests/views $(ARGS) --write-snapshots

screenshots: .venv/.everything ## Take the pictures of the README again; needs a Chromium
	@$(BIN)/python -m tests.screenshots

.venv/.made:
ifdef UV
	@$(UV) venv --quiet --python $(PYTHON) .venv
else
	@$(PYTHON) -m venv .venv
endif
	@touch $@

.venv/.runtime: .venv/.made requirements.lock pyproject.toml
	@echo "Installing what Dojo needs; this happens once…"
ifdef UV
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
else
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
endif
	@touch $@

.venv/.everything: .venv/.runtime requirements-dev.lock
	@echo "Installing what development needs; this happens once…"
ifdef UV
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
else
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
endif
	@touch $@
