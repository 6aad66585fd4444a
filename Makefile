# make demo   set everything up, grade a sample class, say where to look
# make test   set everything up, run every check that must pass before a change lands
# make help   the rest

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
AUDITED := $(patsubst tests/units/%/audit.json,%,$(wildcard tests/units/*/audit.json))
CATALOGUE := grader_tests/locale/ru/LC_MESSAGES/grader_tests

# The first Python that TensorFlow has wheels for; `make PYTHON=… demo` chooses another.
PYTHON ?= $(shell for p in python3.12 python3.11 python3.13 python3; do \
	"$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo "$$p" && break; done)
UV := $(shell command -v uv 2>/dev/null)

# Without compiled bytecode importing TensorFlow takes 10 s instead of 4 s, in every kernel.
unexport PYTHONDONTWRITEBYTECODE
unexport VIRTUAL_ENV

.PHONY: help demo test audit attacks holes test-nbgrader lint build messages lock bench clean

help:
	@sed -n '1,3s/^# //p' Makefile
	@echo "make audit     every unit's tests, tested (long; what did not change comes from the store)"
	@echo "make attacks   every hostile submission, as an ordinary user and as root, at each level"
	@echo "make holes     nbgrader's known holes: stock nbgrader beside this engine"
	@echo "make test-nbgrader   nbgrader's own tests: our settings beside stock (10 to 25 minutes)"
	@echo "make lint      ruff and mypy alone"
	@echo "make build     sources to releases, and docs/units.md"
	@echo "make messages  take new sentences of the checks into the Russian catalogue, and compile it"
	@echo "make lock      resolve requirements.lock anew (uv)"
	@echo "make bench     what the engine costs, beside stock nbgrader; how it grows; classes in trouble; notebooks (half an hour)"
	@echo "make clean     remove the demo class, all stored results and .venv (gradebook.db, students' work and pages are kept)"

demo: $(READY)
	@$(BIN)/autograde demo

test: $(READY) lint
	@$(BIN)/autograde build --check
	@$(BIN)/autograde audit --check $(AUDITED)
	@$(BIN)/python -m pytest -q -n 2 --ignore tests/attacks tests
	@$(BIN)/python -m pytest -q tests/attacks

audit: $(READY)
	@$(BIN)/autograde audit --all

attacks: $(READY)
	@AUTOGRADE_ATTACK_USERS=ordinary,root $(BIN)/python -m pytest -q tests/attacks
	@$(BIN)/python -m tests.attacks.count

holes: $(READY)
	@$(BIN)/python -m tests.attacks.holes

test-nbgrader: $(READY)
	@$(BIN)/python -m tests.nbgrader.compare

lint: $(READY)
	@$(BIN)/ruff check -q
	@$(BIN)/ruff format -q --check
	@$(BIN)/mypy

build: $(READY)
	@$(BIN)/autograde build

messages: $(READY)
	$(BIN)/pybabel extract -k text --no-location --sort-output --no-wrap -o $(CATALOGUE).pot grader_tests
	$(BIN)/pybabel update -N --no-wrap -i $(CATALOGUE).pot -o $(CATALOGUE).po -l ru
	$(BIN)/pybabel compile --statistics -i $(CATALOGUE).po -o $(CATALOGUE).mo
	rm $(CATALOGUE).pot

# Left out: what jsonschema tries to import and does without. It knows the syntax of IRIs, which no notebook
# asks for, and builds 38 grammars when it is imported: seven eighths of the time of `import nbformat`.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-emit-package rfc3987-syntax --no-emit-package lark \
		--all-extras --group dev pyproject.toml -o requirements.lock

bench: $(READY)
	@$(BIN)/python -m bench.engine_cost
	@$(BIN)/autograde bench --phases
	@$(BIN)/python -m bench.growth
	@$(BIN)/python -m bench.cluster
	@$(BIN)/python -m bench.robust
	@$(BIN)/python -m bench.notebooks

clean:
	rm -rf submitted/demo-* autograded/demo-* feedback/demo-* .autograde $(VENV)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 here. Install one, or name it: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@echo "Setting up $(VENV) with $(PYTHON) (some 3 GB; a few minutes the first time) …"
ifneq ($(UV),)
	@uv venv -q --clear --python "$(PYTHON)" $(VENV)
	@uv pip install -q --python $(BIN)/python --require-hashes --no-deps --compile-bytecode -r requirements.lock
	@uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
else
	@"$(PYTHON)" -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $(READY)
