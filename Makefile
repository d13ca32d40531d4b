# Everything a person needs to try, run or change Cairn. Nothing before it but Python 3.11 and make.
.DEFAULT_GOAL := help
.PHONY: help run test lint types bench year lock environment environment-dev

BIN := .venv/bin
UV := build/uv/bin/uv
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate pyproject.toml

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1 \2/p' Makefile | awk '{ printf "%-14s", $$1 " " $$2; $$1 = $$2 = ""; print }'

run: environment ## Start Cairn: in Telegram if there is a token, else in this terminal
	@$(BIN)/cairn run

test: environment-dev ## Run every test
	@$(BIN)/pytest -n 4 --dist loadgroup $(ARGS)

lint: environment-dev ## Look over the code, the scripts and the Dockerfile
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/cairn lint

types: environment-dev ## Check the types
	@$(BIN)/mypy

bench: environment-dev ## Measure Cairn beside other bots; writes the table in docs/performance.md
	@$(BIN)/python -m tests.bench --write docs/performance.md

year: environment-dev ## Play a year of reminders for a thousand people; its account is build/year.txt
	@mkdir -p build
	@$(BIN)/python -m tests.nudges.year --people 1000 --write build/year.txt $(ARGS)

lock: $(UV) ## Choose the versions of all parts anew, with their hashes
	@$(COMPILE) $(ARGS) --group dev --group build --group bench -o requirements-dev.lock
	@$(COMPILE) --group build -c requirements-dev.lock -o requirements.lock

$(UV):
	@sh .ci/environment build/uv
	@build/uv/bin/python -m pip install -qq uv

environment:
	@sh .ci/environment .venv requirements.lock

environment-dev:
	@sh .ci/environment .venv requirements-dev.lock
