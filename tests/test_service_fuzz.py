"""The service holds what its own description promises, whatever is sent."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from serving import Served, serving

pytest.importorskip("fastapi", reason="the service needs FastAPI")
schemathesis = pytest.importorskip("schemathesis")
GET = ("/health", "/schema", "/version")
POST = ("/extract", "/explain", "/screen")
EXAMPLES = {"/extract": 60, "/explain": 60, "/screen": 12}
"""What is sent to `/screen` is slow to make up, being whole RuleSets and patients."""
MODES = list(schemathesis.GenerationMode)


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    with serving("--workers", "1") as served:
        yield served


@pytest.fixture(scope="module")
def description(service: Served) -> Any:
    return schemathesis.openapi.from_url(f"http://127.0.0.1:{service.port}/openapi.json")


def test_every_path_of_the_description_is_tried(description: Any) -> None:
    assert {found.ok().path for found in description.get_all_operations()} == {*GET, *POST}


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", [*GET, *POST])
def test_the_description_is_kept(description: Any, service: Served, path: str, mode: Any) -> None:
    """Of a valid request to `/screen`, though, no schema can say that spans hold their words and days are days."""
    if path in GET and mode != MODES[0]:
        return
    excluded = [schemathesis.checks.positive_data_acceptance] if path == "/screen" else []

    @given(case=description[path]["POST" if path in POST else "GET"].as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES.get(path, 3), derandomize=True, suppress_health_check=list(HealthCheck))
    def check(case: Any) -> None:
        case.call_and_validate(excluded_checks=excluded)

    check()
    assert "internal error" not in service.log
