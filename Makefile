# The targets that people and CI call; `make help` lists them.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
READY := .venv/.ready
PIP := .venv/bin/python -m pip install --quiet --disable-pip-version-check
FUZZ ?= 100
MINUTES ?= 1
SCALE ?= 0.01
CORPUS ?= ../shared/corpus
ARTICLE := .venv/bin/article
FORMATS := html jsonld epub pdf json md txt
DEMO_FORMATS := html jsonld epub pdf
NAMES := $(patsubst fixtures/%/input.txt,%,$(wildcard fixtures/*/input.txt))
DEMO := $(foreach name,$(NAMES),$(foreach format,$(DEMO_FORMATS),build/demo/$(name).$(format)))
SOURCES := $(shell find convert -type f -not -name '*.pyc')

.DELETE_ON_ERROR:
.PHONY: help demo test check accept fuzz laws limits runs faults audit lock checkers conformance conformance-corpus bench score train pictures clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z.\/%A-Z]+:.*## / { printf "  %-22s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  build/NAME.FORMAT      one publication of fixtures/NAME/input.txt ($(FORMATS))"

demo: $(READY)  ## convert everything under fixtures/ to HTML, JSON-LD, EPUB and PDF in build/demo/
	@$(MAKE) --no-print-directory --silent -j$(JOBS) $(DEMO)
	@ls -l $(DEMO) | awk '{ printf "%8d  %s\n", $$5, $$NF }'

test: $(READY)  ## run the tests
	.venv/bin/python -m pytest

check: $(READY)  ## ruff, mypy --strict and the floors of the house
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --config pyproject.toml

accept: $(READY)  ## write the goldens under fixtures/ anew; read the difference before you commit it
	.venv/bin/python -m tests.goldens

fuzz: .venv/.fuzz  ## search for inputs that break a law: made articles, bad strings for every pattern, then fuzzers for MINUTES
	FUZZ=$(FUZZ) .venv/bin/python -m pytest tests/citations/test_round_trip.py
	.venv/bin/python -m pytest -m growth tests/patterns
	.venv/bin/python -m tests.fuzz $(if $(RUNS),--runs $(RUNS),--minutes $(MINUTES))

laws: $(READY)  ## the laws on every page and text of the corpus and on many random inputs, of which `make test` takes some
	WHOLE=1 DEEP=10 .venv/bin/python -m pytest tests/test_laws.py tests/readers/test_html_laws.py tests/test_random.py

limits: $(READY)  ## inputs of shapes that could be slow, deep or large: time in proportion, within a gigabyte
	SCALE=$(SCALE) .venv/bin/python -m pytest -m limits tests/limits

runs: $(READY)  ## the command as its users have it: killed, interrupted, on a full disk, under Make, as the documents show
	.venv/bin/python -m pytest -m runs

checkers: .venv/.checkers  ## install the checkers that PyPI and npm have; `article check --tools` says what else is needed

conformance conformance-corpus: export PATH := $(CURDIR)/.venv/bin:$(PATH)
conformance conformance-corpus: export NODE_PATH := $(CURDIR)/.venv/checkers/node_modules

conformance: .venv/.checkers  ## every checker on every fixture in every format, and pages in a browser
	.venv/bin/python -m pytest -m conformance

conformance-corpus: .venv/.checkers  ## every checker on what becomes of the pages and texts in CORPUS; takes an hour
	rm -rf build/corpus
	$(ARTICLE) convert $(CORPUS)/input -t html,jsonld,epub,pdf -o build/corpus/ --quiet || test $$? = 1
	$(ARTICLE) check build/corpus --checker all --strict

bench: .venv/.training build/peers/.ready  ## how long reading takes, beside others, and that it grows no faster than the text
	.venv/bin/python -m benchmarks

score: .venv/.training  ## how well articles are found on pages that the weights did not see, against floors
	.venv/bin/python -W ignore -m training.score $(CORPUS)

train: .venv/.training  ## learn the weights of the line scorer anew from the pages in CORPUS
	.venv/bin/python -W ignore -m training.train $(CORPUS)

faults: $(READY)  ## a fault in each system call of a run that writes, and runs killed at each; needs strace
	.venv/bin/python -m pytest -m faults

audit: build/locking/.ready  ## ask PyPI whether faults are known of what requirements/ci.txt names
	$(PYTHON) requirements/audit.py build/locking/bin/pip-audit requirements/ci.txt

lock: build/locking/.ready  ## choose anew what CI installs: `make LOCKED=1 test` installs it, by its hashes
	build/locking/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade \
	  --custom-compile-command 'make lock' --no-emit-package article-convert --extra dev --extra conformance --extra fuzz \
	  --output-file requirements/ci.txt pyproject.toml requirements/build.in

pictures: $(READY)  ## make the pictures of the documents anew; needs Chromium and poppler-utils
	PATH=$(CURDIR)/.venv/bin:$$PATH .venv/bin/python -m docs.pictures

clean:  ## remove .venv and build
	rm -rf .venv build

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv
ifdef LOCKED
	$(PIP) --require-hashes --requirement requirements/ci.txt
	$(PIP) --no-deps --no-build-isolation --editable .
else
	$(PIP) --upgrade pip
	$(PIP) --editable '.[dev]'
endif
	@touch $@

.venv/.training: $(READY)
	$(PIP) --editable '.[train]'
	@touch $@

.venv/.fuzz: $(READY)
	$(if $(LOCKED),,$(PIP) --editable '.[fuzz]')
	@touch $@

# What we are measured against, apart from our own environment.
build/peers/.ready:
	$(PYTHON) -m venv build/peers
	build/peers/bin/python -m pip install --quiet --disable-pip-version-check pypandoc_binary weasyprint trafilatura

build/locking/.ready:
	$(PYTHON) -m venv build/locking
	build/locking/bin/python -m pip install --quiet --disable-pip-version-check uv pip-audit
	@touch $@

.venv/.checkers: $(READY) checkers/package-lock.json
	$(if $(LOCKED),,$(PIP) --editable '.[conformance]')
	mkdir -p .venv/checkers
	cp checkers/package.json checkers/package-lock.json .venv/checkers/
	cd .venv/checkers && PATH=$(CURDIR)/.venv/bin:$$PATH npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

define publication
build/%.$(1): fixtures/%/input.txt $$(SOURCES) | $$(READY)
	@mkdir -p $$(@D)
	$$(ARTICLE) convert --quiet $$< -o $$@

build/demo/%.$(1): fixtures/%/input.txt $$(SOURCES) | $$(READY)
	@mkdir -p $$(@D)
	$$(ARTICLE) convert --quiet $$< -o $$@

endef
$(foreach format,$(FORMATS),$(eval $(call publication,$(format))))
