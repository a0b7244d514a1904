# Puhui, one screen. `make run` and `make test` do everything on a fresh machine (Python 3.11 with pip, git).
.DEFAULT_GOAL := help
.PHONY: help run test check bench docs setup privacy portal fonts browser postgres comet lock format clean
PY := .venv/bin/python
CITY ?= city
NEW ?= # options of `puhui city new`

help: ## What there is
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

run: setup privacy portal fonts ## Set up, make a city, play one loan from grant to receipt, serve it
	@test -e $(CITY)/trust.json || { .venv/bin/puhui city new $(CITY) $(NEW) && .venv/bin/puhui city story $(CITY); }
	.venv/bin/puhui city run $(CITY)

test: setup privacy portal browser postgres ## Set up, then every test: unit to browser; with Go, the consensus ledger's too
	@if command -v go >/dev/null; then sh tools/cometbft.sh; \
	else echo "No Go on this machine: the tests of the CometBFT engine are left out."; fi
	@$(PY) -m compileall -q src tests
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder --durations 40 --ignore tests/e2e
	$(PY) -m pytest tests/e2e
	$(PY) -m pytest -q --doctest-modules src/puhui --ignore src/puhui/storage/migrations
	$(PY) tools/build_web.py --test

check: setup ## Linters, types, import layers, published API and clients, docs
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m puhui.api.openapi --check
	$(PY) tools/build_web.py --check
	$(PY) tools/build_client.py --check
	$(PY) tools/check_house.py
	.venv/bin/mkdocs build --strict --quiet --site-dir build/site

bench: setup privacy comet ## Benchmarks, each beside its peer in the same run
	@for bench in bench/*.py; do echo "== $$bench"; $(PY) $$bench || exit 1; done

docs: setup ## The documentation site, served on this machine
	.venv/bin/mkdocs serve --dev-addr 127.0.0.1:8099

setup: .venv/.ready ## The Python environment, from the lock

.venv/.ready: requirements.lock pyproject.toml tools/setup.sh
	@sh tools/setup.sh
	@touch $@

privacy: .venv/.privacy ## The engine of private computations, beside the rest

.venv/.privacy: requirements-privacy.lock tools/privacy.sh .venv/.ready
	@sh tools/privacy.sh
	@touch $@

portal: setup ## The portal's pages, built only when their sources changed
	@$(PY) tools/build_web.py

fonts: ## A font with Chinese, for reports in PDF (Debian)
	@sh tools/fonts.sh

browser: ## Chromium and a Chinese font for the browser tests (Debian)
	@sh tools/browser.sh

postgres: ## PostgreSQL for the tests of a custodian's own warehouse (Debian)
	@sh tools/postgres.sh

comet: ## CometBFT for the consensus ledger, by its Go module
	@sh tools/cometbft.sh

lock: ## Pin every dependency again, with hashes
	.tools/bin/uv pip compile --quiet --upgrade --generate-hashes --no-header --no-annotate \
	  --group dev --group bench pyproject.toml -o requirements.lock
	.tools/bin/uv pip compile --quiet --upgrade --generate-hashes --no-header --no-annotate \
	  --group privacy -c requirements.lock -o requirements-privacy.lock

format: ## Put the code into its one form
	.venv/bin/ruff format . && .venv/bin/ruff check --fix .

clean: ## Remove what was made here
	rm -rf .venv .tools build $(CITY) src/puhui/api/static web/node_modules
