# Two commands matter: `make demo` and `make test`. PYTHON picks the interpreter (3.11 to 3.13).
PYTHON ?= python3
BIN := .venv/bin
TEST_BUDGET_MINUTES := 34

.PHONY: demo test check matrix bench alarms soak clean

.venv/.demo: pyproject.toml
	@echo "Installing isograd into .venv (about 90 MB to download, under a minute) …"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/.dev: pyproject.toml
	@echo "Installing isograd with its development tools into .venv …"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ .venv/.demo

# One task through every framework and mode, in float32 and float64, and the report of it.
# --framework-index: where PyPI's wheel is the one for GPUs (gigabytes), the framework's own index
# of CPU wheels is used instead.
demo: .venv/.demo
	$(BIN)/isograd compare linear-regression --profile demo --yes --framework-index --output isograd-report

# Everything that gates a change.
test: .venv/.dev
	scripts/test $(TEST_BUDGET_MINUTES)

# The quick part of it: lint, types and the tests that need no framework.
check: .venv/.dev
	scripts/check

# Full lengths, resumable; its record is what the docs cite.
matrix: .venv/.dev
	scripts/matrix

# Measures, never gates.
bench: .venv/.dev
	$(BIN)/python benchmarks/overhead.py
	$(BIN)/python benchmarks/trials.py

# Does parity raise false alarms? Days of repetitions under load; resumable.
alarms: .venv/.dev
	$(BIN)/python benchmarks/alarms.py

soak: .venv/.dev
	$(BIN)/pytest -m soak --override-ini=timeout=7200 tests

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist isograd-report
