# Each of these works on a machine that has only Python, git and make. `make test` also installs programs with apt, as
# root on Debian; elsewhere it names what is missing.

PYTHON ?= python3
BIN := .venv/bin
STAMPS := .venv/stamps

LAWS ?= 150
ifeq ($(origin SEED), undefined)
SEED := $(shell $(PYTHON) -c "import random; print(random.randrange(2**32))")
endif

.PHONY: status test lint types cover system laws one-value every-page trials format docs pictures northshire backtest bench \
	test-spark clean

status: $(STAMPS)/installed          ## show the status of a real plan
	@$(BIN)/actionplan status plans/hertfordshire-send

test: lint types cover               ## everything that must pass before a change lands

lint: $(STAMPS)/dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/python tools/check_english.py
	@$(BIN)/lint-imports > .venv/lint-imports.txt || { cat .venv/lint-imports.txt; exit 1; }

types: $(STAMPS)/dev
	@$(BIN)/mypy
	@$(BIN)/mypy --config-file tests/mypy.ini

cover: $(STAMPS)/dev $(STAMPS)/system $(STAMPS)/nu
	@rm -f .coverage .coverage.*
	@$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=
	@$(BIN)/coverage report

system: $(STAMPS)/system           ## install the programs that tests need, such as LibreOffice

laws: $(STAMPS)/dev                  ## audit many generated histories, and keep a plan with twelve threads; again with SEED=number, fewer with LAWS=number
	@echo "SEED=$(SEED) LAWS=$(LAWS)"
	@LAWS=$(LAWS) $(BIN)/python -m pytest --hypothesis-seed=$(SEED) tests/git/audit/test_audit_laws.py tests/test_linear_time.py \
		tests/web/writing/test_many_writers.py

trials: $(STAMPS)/dev                ## damage folders and kill updates, thousands of times; takes about half an hour
	@$(BIN)/python tests/trials/killed_updates.py
	@$(BIN)/python tests/trials/damaged_folders.py

one-value: $(STAMPS)/dev             ## compare what every reader says, on every day of both example plans and 300 made ones
	@VALUES=300 $(BIN)/python -m pytest -n auto tests/test_one_value.py tests/test_one_value_records.py

every-page: $(STAMPS)/dev $(STAMPS)/system  ## judge every page of a site of both example plans in a browser; takes minutes
	@EVERY_PAGE=1 $(BIN)/python -m pytest tests/browser/test_site.py tests/browser/test_keeping.py -k "judged_once or every_form"

format: $(STAMPS)/dev                ## put the code into the project's layout
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: $(STAMPS)/installed            ## write the pages that are made from the program
	@$(BIN)/python docs/make_checks.py

pictures: $(STAMPS)/dev $(STAMPS)/system  ## make the pictures of papers in the README again
	@$(BIN)/python docs/make_pictures.py

northshire: $(STAMPS)/dev            ## make the invented example plan again
	@$(BIN)/python examples/make_northshire.py

backtest: $(STAMPS)/dev             ## compare forecasts with invented plans; takes minutes
	@$(BIN)/python benchmarks/backtest_forecast.py

bench: $(STAMPS)/dev                 ## measure our speed and that of other programs; a part: SIZES="S M" ROWS="status check" ROUNDS=5
	@$(BIN)/python benchmarks/bench.py --sizes "$(SIZES)" --rows "$(ROWS)" --rounds "$(ROUNDS)"

test-spark: $(STAMPS)/dev            ## compare Spark's answers about exported tables with DuckDB's; lists what to install
	@$(BIN)/python examples/compare_spark.py

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.*

.venv/bin/python:
	@$(PYTHON) -m venv .venv

$(STAMPS)/installed: pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: pyproject.toml $(STAMPS)/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@mkdir -p $(STAMPS) && touch $@

# The Nu checker of web pages is a Java program that only npm has; its own script would fetch a Java.
$(STAMPS)/nu: $(STAMPS)/dev
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm install --silent --no-audit --no-fund --ignore-scripts --prefix .venv/nu vnu-jar@26.9.27
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/system: tools/install_system.py
	@$(PYTHON) tools/install_system.py
	@mkdir -p $(STAMPS) && touch $@
