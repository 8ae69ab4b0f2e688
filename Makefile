# `make run` starts the app, `make test` checks everything, `make bench` measures it; all set up .venv first.
# `make site` writes the site, the explorer without a server, to the folder site.
# `make lock` writes deploy/requirements.lock, the versions that the containers have.
# `make oldest` tests with the oldest versions that requirements.txt admits, `make audit` asks for known holes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Processes that test side by side: each takes one file after the other, with a browser of its own.
WORKERS ?= 2
# Not even where it is set: what Python keeps of a module, others need not read again, nor pytest its asserts.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test site bench lock oldest audit format clean

run: $(VENV)/run.stamp
	$(BIN)/streamlit run streamlit_app.py --server.address localhost

# The first list of the tests is for what Python keeps of it, while mypy needs one core alone.
test: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pytest --collect-only -qq > /dev/null & $(BIN)/mypy; status=$$?; wait; exit $$status
	$(BIN)/pytest -m "not alone" -n $(WORKERS)
	$(BIN)/pytest -m alone $$(grep -rl --include='*.py' 'pytest\.mark\.alone' tests)

site: $(VENV)/run.stamp
	$(BIN)/python -m explorer.site site --app "$(APP)" --address "$(ADDRESS)"

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks

# For every Python that the app runs on, every processor and every system: with the digests of all their files.
lock: $(VENV)/run.stamp
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" requirements.txt --output-file deploy/requirements.lock

oldest:
	$(PYTHON) -m venv .venv-oldest
	sed -nE -e 's/^([a-z-]+)>=([0-9]+\.[0-9]+),.*/\1==\2.*/p' -e 's/^([a-z-]+)>=([0-9]+),.*/\1==\2.0.*/p' requirements.txt \
		> .venv-oldest/constraints.txt
	.venv-oldest/bin/pip install --quiet -r requirements-dev.txt -c .venv-oldest/constraints.txt
	.venv-oldest/bin/pytest

audit: $(VENV)/dev.stamp
	$(BIN)/pip install --quiet pip-audit
	$(BIN)/pip-audit --strict -r requirements.txt
	$(BIN)/pip-audit --strict --disable-pip -r deploy/requirements.lock

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .venv-oldest static/served .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -c "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 'Python 3.11 or newer is needed: make PYTHON=python3.12 ...')"
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/run.stamp
