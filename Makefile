# `make` alone lists what there is. Everything else happens in backend/config/bootstrap, which runs on a bare machine.
BOOTSTRAP := @sh backend/config/bootstrap/run.sh

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

demo: ## install, build and serve with a demo organisation (ONCE=1: ask for every page once and stop; RESET=1: start afresh)
	$(BOOTSTRAP) demo

serve: ## install, build and serve without a demo: prints the one-time code of the first owner
	$(BOOTSTRAP) serve

test: ## every check that takes less than a quarter of an hour: Python, TypeScript, contracts, browser
	$(BOOTSTRAP) test

test-long: ## faults, coverage studies, load, drills
	$(BOOTSTRAP) test-long

check: ## linters and types alone
	$(BOOTSTRAP) check

dev: ## serve for development: Python reloads, Vite serves the front end
	$(BOOTSTRAP) dev

generate: ## write the generated files again: schemas, openapi.yaml, TypeScript types
	$(BOOTSTRAP) generate

bench: ## measure against the controls
	$(BOOTSTRAP) bench

.DEFAULT_GOAL := help
.PHONY: help demo serve test test-long check dev generate bench
