# make run    environment, index of the sample archive, server
# make cluster   the same over three nodes of OpenSearch on this machine (JDK 17, Maven)
# make meaning   vectors of the articles of that index, so that lists can be ordered by meaning, too
# make test   every test, in a real browser too
# make test-fast   with a tenth of the examples that property tests try
PYTHON ?= python3
VENV ?= .venv
INDEX_DIR ?= data/index
PORT ?= 8000
BIN := $(VENV)/bin

ENGINES ?= iqtisad tantivy
LANGUAGES ?= en
TRIALS ?= 1
.PHONY: run cluster meaning test test-fast lint lock audit dist trials bench bench-peers translations tune whoosh3 chromium opensearch clean

# An index is the operator's: only where there is none that of the sample archive is built.
HAS_INDEX = @test -e $(INDEX_DIR)/CURRENT || $(BIN)/iqtisad index build index/sample/articles.jsonl --index-dir $(INDEX_DIR)

run: $(VENV)/.run
	$(HAS_INDEX)
	$(BIN)/iqtisad serve --index-dir $(INDEX_DIR) --port $(PORT)

# Ctrl-C ends the nodes as well, and removes their data.
cluster: $(VENV)/.cluster opensearch
	$(BIN)/python -m tests.cluster --port $(PORT)

# Vectors for the order by meaning: the extra is 91 MB.
meaning: $(VENV)/.meaning
	$(HAS_INDEX)
	$(BIN)/iqtisad index embed --index-dir $(INDEX_DIR)

test: $(VENV)/.test chromium opensearch
	$(BIN)/python -m pytest -n auto --dist loadfile --cov --cov-report=term

test-fast: $(VENV)/.test chromium opensearch
	HYPOTHESIS_PROFILE=fast $(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What a release is tested with: every dependency and every file of it, by hash. For any system and
# any Python that pyproject.toml allows; extras too.
LOCK := .ci/locked.txt
lock: $(VENV)/.release
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --all-extras \
		--generate-hashes --no-emit-index-url --no-emit-find-links \
		--custom-compile-command "make lock" pyproject.toml --output-file $(LOCK)

# Known weaknesses of what is locked. A package that could not be looked up is a failure as well:
# without --strict an audit of nothing passes.
audit: $(VENV)/.release
	$(BIN)/pip-audit --strict --progress-spinner off --disable-pip --requirement $(LOCK)

# The wheel and the sources of a release, the wheel made from these sources.
dist: $(VENV)/.release
	$(BIN)/python -m build --outdir dist .

# What a machine does in the worst of its nights: kills at random moments, full disks, damage; a month
# of thirty newspapers, and what is made to fill the memory; then a service under attack, load and
# switches. One table at the end; the whole takes most of an hour. TRIALS is the share of it that is tried, NAMES are some of the trials; make test has
# a short form of each.
trials: $(VENV)/.test
	$(BIN)/python -m tests.trials --factor $(TRIALS) $(NAMES)

# Speed beside stock Whoosh in the same run; IQTISAD_ARCHIVE=path of a JSONL archive for real sizes.
bench: $(VENV)/.test
	$(BIN)/python -m pytest -m benchmark tests/benchmarks -q -s

# Speed beside other engines in one run: PEERS=folder of a bench.py that starts workers and
# speaks JSON lines to them (tests/benchmarks/peer_worker.py), WORK=corpus and queries it prepared.
# The table goes into tests/MEASUREMENTS.md.
bench-peers: $(VENV)/.test
	for engine in $(ENGINES); do \
		IQTISAD_WORKER="$(CURDIR)/$(BIN)/python -m tests.benchmarks.peer_worker" \
		$(PEERS)/venv/bin/python $(PEERS)/bench.py run --work $(WORK) --engine $$engine --no-quality || exit 1; \
	done
	$(BIN)/python -m tests.benchmarks.peers_table $(WORK)/results.jsonl --write tests/MEASUREMENTS.md

# The catalogs of the interface, brought up to its texts: what is new in them waits for words.
translations: $(VENV)/.test
	$(BIN)/pybabel -q extract -F pyproject.toml -k noted -k _ -o messages.pot --omit-header --no-location .
	for language in $(LANGUAGES); do \
		$(BIN)/pybabel -q update -i messages.pot -o web/translations/$$language/LC_MESSAGES/messages.po \
			-l $$language --no-fuzzy-matching --ignore-obsolete --omit-header --no-wrap; \
	done; rm messages.pot

# Other weights of the ranking, cross-validated: COLLECTIONS="a b …" CORPUS=archive.
tune: $(VENV)/.test
	$(BIN)/python -m tests.relevance.tune $(COLLECTIONS) $(if $(CORPUS),--corpus $(CORPUS))

# The tests over the other distribution that imports as whoosh.
whoosh3: $(VENV)/.test chromium opensearch
	$(PYTHON) -m venv $(VENV)-whoosh3
	$(VENV)-whoosh3/bin/pip install -q -U "pip>=25.1"
	$(VENV)-whoosh3/bin/pip install -q -e . --group test
	$(VENV)-whoosh3/bin/pip uninstall -q -y whoosh-reloaded
	$(VENV)-whoosh3/bin/pip install -q whoosh3
	$(VENV)-whoosh3/bin/python -m pytest

$(VENV)/.venv:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Iqtisad needs Python 3.11 or later; name one: make run PYTHON=python3.11"'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -U "pip>=25.1"  # the first that knows dependency groups
	touch $@

$(VENV)/.run: $(VENV)/.venv pyproject.toml
	$(BIN)/pip install -q -e .
	touch $@

$(VENV)/.cluster: $(VENV)/.run
	$(BIN)/pip install -q -e '.[cluster]'
	touch $@

$(VENV)/.meaning: $(VENV)/.run
	$(BIN)/pip install -q -e '.[meaning]'
	touch $@

$(VENV)/.test: $(VENV)/.run
	$(BIN)/pip install -q --group test
	touch $@

$(VENV)/.lint: $(VENV)/.test
	$(BIN)/pip install -q --group lint
	touch $@

$(VENV)/.release: $(VENV)/.venv pyproject.toml
	$(BIN)/pip install -q --group release
	touch $@

# The browser tests drive Debian's Chromium; without it and without root they say so and skip.
chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } || \
		echo "No Chromium here, and it could not be installed: the browser tests will skip."

# The tests of clusters run OpenSearch itself, 43 MB that are downloaded once; without a JDK and
# Maven, and without root, they say so and skip.
opensearch: $(VENV)/.run
	@command -v javac >/dev/null && command -v mvn >/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends default-jdk-headless maven; } || true
	@$(BIN)/python -m tests.cluster.installation || echo "The tests of clusters will skip."

clean:
	rm -rf $(VENV) $(VENV)-whoosh3 .opensearch data dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
