# Every target sets up what it needs, on a machine that has Python 3.11+ and make. `make help` lists them.
# PYTHON names the Python to use; PORT the port of `make run`; ARGS goes to pytest, the benchmark, or names pictures.

PYTHON ?= python3
ARGS ?=
export ARGS

SETUP = scripts/bootstrap.py

.DEFAULT_GOAL := help
.PHONY: help run demo test check format css lock bench shots lighthouse setup clean python

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: python ## Set up, issue a sample job, serve at 127.0.0.1:8000 (PORT); Ctrl-C stops everything
	@$(PYTHON) $(SETUP) run

demo: python ## The same without serving: set up, issue the sample job, exit
	@$(PYTHON) $(SETUP) demo

test: python ## Run all tests on private PostgreSQL and Redis (ARGS="-k name" chooses)
	@$(PYTHON) $(SETUP) test

check: python ## Lint, format, types, order of the apps, templates, migrations, style sheet
	@$(PYTHON) $(SETUP) check

format: setup ## Put the code into the one format
	@.venv/bin/python -m ruff check --fix --quiet . ; .venv/bin/python -m ruff format .

css: setup ## Build static/css/app.css from styles/ and the templates (needs Node; commit the file)
	@.venv/bin/python scripts/build_css.py

lock: python ## Resolve the dependencies of pyproject.toml into requirements*.txt
	@$(PYTHON) $(SETUP) lock

bench: python ## Measure the engine and the pipeline (ARGS="--rows 500")
	@$(PYTHON) $(SETUP) bench

shots: python ## Take pictures of every page into var/shots (SHOTS_DIR; ARGS="landing 'job-*'" chooses)
	@$(PYTHON) $(SETUP) shots

lighthouse: python ## Measure landing and verify pages with Lighthouse (needs Node 20 and npm)
	@$(PYTHON) $(SETUP) lighthouse

setup: python ## Only set up: environment with development tools, browser
	@$(PYTHON) $(SETUP) setup

clean: python ## Remove .venv and var, the local database with it (YES=--yes)
	@$(PYTHON) $(SETUP) clean $(YES)

python:
	@command -v $(PYTHON) > /dev/null || { echo "There is no $(PYTHON) here: apt-get install python3 python3-venv, or make ... PYTHON=/path/to/python3" >&2; exit 1; }
