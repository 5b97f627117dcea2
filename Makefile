# Needs Python 3.11 or newer and make. PYTHON= names the interpreter, PORT= the port of the page.
PORT ?= 7860
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help serve demo test bench build lock format docs site clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

serve: ## the chat page at http://127.0.0.1:7860 (PORT= for another port)
	@tools/venv.sh product
	@.venv/bin/shoroku build
	@exec .venv/bin/shoroku serve --port $(PORT)

demo: ## the widget on a made-up society's website, at http://localhost:7870 (PORT= plus 10)
	@tools/venv.sh product
	@.venv/bin/shoroku build
	@exec env PORT=$(PORT) .venv/bin/python -m ui.widget.demo_site

test: ## every check: format, lint, types, tests, answers, browser
	@tools/venv.sh dev
	@tools/check.sh

bench: ## measures speed and memory (docs/speed.md)
	@tools/venv.sh dev
	@.venv/bin/python -m bench.speed

build: ## brings the index up to date
	@tools/venv.sh product
	@.venv/bin/shoroku build

lock: ## remakes requirements.lock and requirements-dev.lock from pyproject.toml
	@tools/venv.sh dev
	@tools/lock.sh

format: ## formats the code and mends what ruff can mend
	@tools/venv.sh dev
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

docs: ## fills docs/ with the help of every command and a real answer
	@tools/venv.sh dev
	@.venv/bin/python tools/docs_pages.py

site: ## the documentation as a site, in var/site
	@tools/venv.sh dev
	@tools/site.sh

clean: ## removes what was built: the environment, the index, caches
	rm -rf .venv var build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
