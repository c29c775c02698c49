# The two commands: make serve, make test. Everything else is a part of them or of publishing.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
LOCKED := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: serve test site check lint types pytest bench-mutants bench-links bench-check bench-build bench-save bench-outputs bench-visitor lighthouse editor lock clean

serve: .venv/site  ## show the site at http://127.0.0.1:8000/ while you edit
	$(BIN)/meldwijzer serve --port $(PORT)

test: .venv/test  ## everything the tests need, then lint, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n 3 --dist loadgroup

site: .venv/site  ## the strict build for publishing, into site/
	$(BIN)/meldwijzer site

check: .venv/site  ## what is wrong with the content
	$(BIN)/meldwijzer check

.venv/made:
	$(PYTHON) -m venv .venv
	touch $@

.venv/site: .venv/made requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	echo "$(CURDIR)/src" > "$$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])')/meldwijzer.pth"
	printf '#!/bin/sh\nexec "%s/python" -m meldwijzer "$$@"\n' "$(CURDIR)/$(BIN)" > $(BIN)/meldwijzer
	chmod +x $(BIN)/meldwijzer
	touch $@

.venv/test: .venv/site tests/requirements.lock tests/install-browser tests/install-servers tests/install-paper tests/browser/package-lock.json src/meldwijzer/editor/page/package-lock.json
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r tests/requirements.lock
	tests/install-browser
	$(MAKE) --no-print-directory .editor/node_modules
	tests/install-servers
	tests/install-paper
	touch $@

.editor/node_modules: src/meldwijzer/editor/page/package-lock.json
	mkdir -p .editor
	cp src/meldwijzer/editor/page/package.json src/meldwijzer/editor/page/package-lock.json .editor/
	cd .editor && npm ci --ignore-scripts --legacy-peer-deps --no-audit --no-fund --silent
	touch $@

editor: .venv/site .editor/node_modules  ## the web editor, for this folder, at http://127.0.0.1:8002/
	$(BIN)/meldwijzer editor --local .editor/local
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory .editor/local 8002

bench-mutants: .venv/test  ## single mistakes by the thousand: how many the check finds
	$(BIN)/python -m tests.bench.mutants bench-mutants.json

bench-links: .venv/test  ## what other link checkers find on one built site, and how fast
	$(BIN)/python -m tests.bench.links bench-links.json

bench-check: .venv/test  ## the share of a build's time that the check takes
	$(BIN)/python -m tests.bench.share bench-check.json

bench-build: .venv/test  ## how long a build takes beside stock MkDocs, and how that grows with languages and pages
	$(BIN)/python -m tests.bench.building bench-build.json

bench-save: .venv/test  ## from saving a file to the new page being served, beside hugo server (apt-get install hugo)
	$(BIN)/python -m tests.bench.saving bench-save.json

bench-outputs: .venv/test  ## how long leaflets, banners, data and all other files take to be made
	$(BIN)/python -m tests.bench.outputs bench-outputs.json

bench-visitor: .venv/test  ## what a visitor on a slow phone and line waits for, beside stock Material and a bare page
	$(BIN)/python -m tests.bench.visitor bench-visitor.json

tests/browser/lighthouse/node_modules: tests/browser/lighthouse/package-lock.json
	cd tests/browser/lighthouse && npm ci --ignore-scripts --no-audit --no-fund --silent
	touch $@

lighthouse: .venv/test tests/browser/lighthouse/node_modules  ## Lighthouse's scores of the main pages in every language
	$(BIN)/python -m tests.bench.lighthouse bench-lighthouse.json

lock: .venv/made  ## renew both lists of locked packages
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile $(LOCKED) --extra site --extra online -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile $(LOCKED) --extra site --extra online --extra test -o tests/requirements.lock pyproject.toml
	$(BIN)/uv pip compile $(LOCKED) -o tests/bench/requirements.lock tests/bench/requirements.in

clean:
	rm -rf .venv .cache .preview .bench .online .editor .site-* site bench-*.json
