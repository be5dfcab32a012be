# Every target works inside an activated virtual environment.
.PHONY: install test lint types ci

install:  ## the package and all tools, editable
	pip install -e '.[dev]'

test:
	pytest

lint:
	ruff check .

types:  ## mypy reads the installed package, from outside the checkout, whose root is the package itself
	rm -rf build
	pip install --quiet --no-deps --force-reinstall .
	cd "$$(mktemp -d)" && mypy --config-file "$(CURDIR)/pyproject.toml" -p trialrules

ci:  ## everything, in a fresh environment
	.ci/run
