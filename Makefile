# Every target works inside an activated virtual environment.
.PHONY: install test lint types ci

install:  ## the package and all tools, editable
	pip install -e '.[dev]'

test:
	pytest

lint:
	ruff check .

types:  ## mypy reads an installed copy, because the checkout's root is the package itself
	rm -rf build
	copy=$$(mktemp -d) && pip install --quiet --no-deps --target "$$copy" . && cd "$$copy" \
		&& mypy --config-file "$(CURDIR)/pyproject.toml" -p trialrules

ci:  ## everything, in a fresh environment
	.ci/run
