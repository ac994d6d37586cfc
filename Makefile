# make demo   set up, read the examples, show the records
# make test   set up what the checks need and run them all
# make bench  measure speed and memory
# make lock   pin the newest versions that pyproject.toml allows

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check
UV     := uv==0.13.9
SIZES  ?= 1000,10000

# natasha is installed for its weights: what its code would need is left out of the locks, so pip must not look for it.
INSTALL := $(PIP) install --require-hashes --no-deps
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --upgrade \
           --override requirements-override.txt --no-emit-index-url --no-emit-find-links --no-annotate --group build \
           --custom-compile-command 'make lock'

.PHONY: demo test bench lock clean
.DELETE_ON_ERROR:

demo: $(VENV)/.installed
	$(BIN)/svodka read examples/ex*.txt

test: $(VENV)/.checks
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/pytest -q

bench: $(VENV)/.checks
	$(BIN)/python benchmarks/bench_read.py
	$(BIN)/python benchmarks/bench_language.py
	$(BIN)/python benchmarks/bench_relevance.py
	$(BIN)/python benchmarks/bench_sources.py
	$(BIN)/python benchmarks/bench_register.py --sizes $(SIZES)
	$(BIN)/python benchmarks/bench_ingest.py

lock: $(VENV)/.created
	$(PIP) install $(UV)
	$(COMPILE) $(addprefix --no-emit-package ,navec razdel slovnet) -o requirements.lock
	$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "svodka needs Python 3.11 or newer: make PYTHON=python3.11")'
	@$(PYTHON) -c 'import ensurepip' || { echo 'venv is missing: apt install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created requirements.lock pyproject.toml
	$(INSTALL) -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# The tests of the register start a PostgreSQL server of their own.
POSTGRES := $(wildcard /usr/lib/postgresql/*/bin/initdb)$(shell command -v initdb)

$(VENV)/.checks: $(VENV)/.installed requirements-dev.lock
	@[ -n '$(POSTGRES)' ] || { echo 'installing PostgreSQL for the tests'; apt-get update -qq && apt-get install -qq -y postgresql >/dev/null; } \
		|| { echo 'PostgreSQL is missing: apt install postgresql' >&2; exit 1; }
	$(INSTALL) -r requirements-dev.lock
	@touch $@
