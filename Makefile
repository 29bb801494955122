# The one door to Nivel. Needs make and Python 3.11 or newer; all else is installed here, in .venv.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo serve test browser spark nightly lint types messages law-pages migrations ci bench clean

help:  ## This list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile

setup: $(VENV)/.ready  ## The environment in .venv, from the lock file

$(VENV)/.ready: pyproject.toml uv.lock tools/setup.sh
	@sh tools/setup.sh "$(PYTHON)" "$(VENV)"
	@touch $@

demo: setup  ## A filled municipality on http://localhost:8000 (PORT=)
	@exec $(BIN)/nivel demo --port $(PORT)

serve: setup  ## The installation in NIVEL_DATA_DIR (PORT=)
	@exec $(BIN)/nivel serve --port $(PORT)

test: setup  ## All tests but those in a browser
	$(BIN)/python -m pytest -n2 --dist=worksteal -q

browser: setup  ## The tests in Chromium (/usr/bin/chromium)
	$(BIN)/python -m pytest -m browser tests/browser -q

spark: setup  ## The population on Spark against the same on this machine; needs Java 17
	@uv=$$(command -v uv || echo .uv/bin/uv); UV_PROJECT_ENVIRONMENT=$(VENV) VIRTUAL_ENV= $$uv sync --locked --quiet --extra spark
	$(BIN)/python -m pytest -m spark -n0 -q tests/law/test_population.py

nightly: setup  ## 100,000 commands in random lives, 2,000 lives of joint work, every cell of the matrix, old rows encrypted
	NIVEL_STEPS=100000 $(BIN)/python -m pytest -n2 -q --dist=worksteal --hypothesis-profile=nightly \
	    tests/paths/test_nobody_is_lost.py tests/paths/test_random_joint_work.py
	NIVEL_MATRIX=whole $(BIN)/python -m pytest -n2 -q --dist=worksteal tests/access/test_matrix.py tests/web/test_every_model.py tests/web/test_every_form.py
	$(BIN)/python -m pytest -m migrations -n0 -q tests/site/test_encrypted_before.py

lint: setup types  ## Style, types, storeys, templates, texts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint nivel --lint --quiet
	$(BIN)/python tools/messages.py --check

types: setup
	$(BIN)/mypy

messages: setup  ## Collects the texts and compiles their translations
	$(BIN)/python tools/messages.py

law-pages: setup  ## Writes the pages of docs/law/ anew
	$(BIN)/python tools/law_pages.py

migrations: setup  ## Fails when a model has no migration, or they come to other tables than the models
	$(BIN)/nivel manage makemigrations --check --dry-run
	$(BIN)/python -m pytest -m migrations -n0 -q tests/site/test_schema.py

bench: setup  ## The measurements of benchmarks/
	@set -e; for file in benchmarks/[a-z]*.py; do $(BIN)/python -m "benchmarks.$$(basename $$file .py)"; done

ci:  ## What the gate runs
	bash .ci/run

clean:  ## Takes the environment away; NIVEL_DATA_DIR stays
	rm -rf $(VENV) .uv
