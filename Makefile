# FaZhi 法治. Two targets matter to a new user: `make demo` and `make test`. Needs Python 3.11+ with venv, and make.
PYTHON ?= python3
BIN := .venv/bin
# What is fetched is kept within the clone; whoever has a cache of their own names it.
export UV_CACHE_DIR ?= $(CURDIR)/.venv/.cache
# pip asks any rustc that it finds for its version, and the launcher of rustup writes into its own home.
export RUSTUP_HOME := $(CURDIR)/.venv/.rustup
# What was compiled once is not compiled again by each worker of the tests and each process that they start.
unexport PYTHONDONTWRITEBYTECODE
# A city's own certificates are in the system's store, where there is one.
UV := $(BIN)/uv $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),--system-certs)
SIZE ?=
PORT ?= 8000
AS_OF ?=
DEMO_ARGS ?= --serve
# What a database could answer otherwise runs a second time on PostgreSQL: who comes first, and sums; with FAZHI_EVERY=1, as in CI, much more.
# The whole suite: python -m tests.postgres .venv/bin/pytest
ON_BOTH := tests/every/test_indicators.py src/fazhi/kernel/flow
ifdef FAZHI_EVERY
ON_BOTH += tests/rows tests/proofs/test_paths.py tests/every/test_ledgers.py src/fazhi/kernel/org src/fazhi/kernel/dispatch src/fazhi/kernel/indicators $(addprefix src/fazhi/services/mediation/tests/test_,life.py figures.py ledger.py linkage.py standing.py)
else
ON_BOTH += tests/rows/test_workflow.py tests/rows/test_sequencing.py
endif

.PHONY: help setup demo serve test check bench bench-search module draw measure lock clean
.DEFAULT_GOAL := help

help: ## What there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.venv/.boot: requirements/bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "FaZhi needs Python 3.11 or newer (set PYTHON=python3.11)."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv is missing; on Debian: apt install python3-venv"; exit 1; }
	@echo "Setting up .venv (once) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/bootstrap.txt
	@touch $@

.venv/.app: .venv/.boot requirements/app.txt pyproject.toml
	@$(UV) pip sync -q --require-hashes -p $(BIN)/python requirements/app.txt requirements/bootstrap.txt
	@$(BIN)/python -c 'import sysconfig, pathlib; pathlib.Path(sysconfig.get_path("purelib"), "fazhi.pth").write_text(str(pathlib.Path("src").resolve()))'
	@printf '#!/bin/sh\nexec "%s/python" -m fazhi "$$@"\n' "$$(cd $(BIN) && pwd)" > $(BIN)/fazhi && chmod +x $(BIN)/fazhi
	@rm -f .venv/.develop && touch $@

.venv/.develop: .venv/.app requirements/develop.txt
	@$(UV) pip sync -q --require-hashes -p $(BIN)/python requirements/develop.txt requirements/bootstrap.txt
	@touch $@

setup: .venv/.app ## Install everything into .venv

demo: .venv/.app ## Build 莲城市, print its figures, serve it (SIZE=small|city AS_OF=2023-12-04 PORT=8000)
	@$(BIN)/fazhi demo $(if $(SIZE),--size $(SIZE)) --port $(PORT) $(if $(AS_OF),--as-of $(AS_OF)) $(DEMO_ARGS)

serve: .venv/.app ## Serve what is there
	@$(BIN)/fazhi serve --port $(PORT)

test: .venv/.develop ## All tests, each sweep over a share of the kinds; FAZHI_EVERY=1 over all (what cannot run says that it is skipped)
	@$(BIN)/pytest -n 2 --dist worksteal $(TESTS)
ifeq ($(TESTS),)
	@$(BIN)/python -m tests.postgres $(BIN)/pytest -n 2 --dist worksteal $(ON_BOTH)
endif

check: .venv/.develop ## Style, layers, declarations, migrations, documentation
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/fazhi manage makemigrations --check --dry-run
	@$(BIN)/fazhi check
	@$(BIN)/fazhi draw --check

bench: .venv/.develop ## Measure, with peers in the same run (BENCH=kernel)
	@$(BIN)/python -m bench $(BENCH)

bench-search: .venv/.develop ## Quality and speed of the search of the law, beside bm25s, tantivy and FTS5 (FOLDS=01234)
	@$(BIN)/python bench/law_search.py ../shared/data/stard $(or $(FOLDS),0)

module: .venv/.develop ## Start a module from the living example: make module NAME=services/letters TITLE=来信
	@$(BIN)/fazhi module $(NAME) $(if $(TITLE),--title $(TITLE))

draw: .venv/.app ## Write flows, deadlines and declarations into docs/reference
	@$(BIN)/fazhi draw

measure: ## The shape of the source tree
	@$(PYTHON) ../shared/tools/measure.py src

lock: .venv/.boot ## Renew the hash-pinned locks
	@for f in bootstrap app develop; do $(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 requirements/$$f.in -o requirements/$$f.txt; done

clean: ## Remove what was installed and generated (var/ stays)
	@rm -rf .venv build src/*.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find . -name __pycache__ -prune -exec rm -rf {} +
