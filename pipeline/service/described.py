"""What the OpenAPI description says of requests and answers, beside what FastAPI finds by itself.

A request's body is checked by a worker, so FastAPI does not know its form and is told it here. A RuleSet that is sent
may leave out what has a default, and one that is answered holds it: so each form of a request is called `NAME-Input`.
"""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from .examples import EXAMPLES
from .forms import Error, Screen, Text
from .problems import STATUS

_INPUT = "#/components/schemas/{model}-Input"
_ANY_JOB = (
    "no_json", "body_too_slow", "body_too_large", "text_too_long", "too_many_pairs", "no_json_type", "not_of_the_form",
    "unreadable", "internal_error", "busy", "took_too_long",
)  # fmt: skip


def takes(form: type[BaseModel]) -> dict[str, Any]:
    """The body that a job takes, for ``openapi_extra``."""
    schema = {"$ref": _INPUT.format(model=form.__name__)}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def answers(job: str, form: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """What a job answers, for ``responses``."""
    codes = [code for code in _ANY_JOB if job == "screen" or code != "too_many_pairs"]
    return {200: {"model": form}, **problems(*codes)}


def problems(*codes: str) -> dict[int | str, dict[str, Any]]:
    """The answers that tell of these problems, for ``responses``."""
    by_status: dict[int | str, list[str]] = {}
    for code in codes:
        by_status.setdefault(STATUS[code], []).append(code)
    return {status: {"model": Error, "description": ", ".join(named)} for status, named in by_status.items()}


def openapi(app: FastAPI) -> dict[str, Any]:
    """The description of an application, with the forms of its requests and with examples."""
    if app.openapi_schema is None:
        _, forms = models_json_schema([(Text, "validation"), (Screen, "validation")], ref_template=_INPUT)
        described = app.openapi()
        described["components"]["schemas"] |= {f"{name}-Input": form for name, form in forms["$defs"].items()}
        for job, example in EXAMPLES.items():
            post = described["paths"][f"/{job}"]["post"]
            post["requestBody"]["content"]["application/json"]["example"] = example["request"]
            post["responses"]["200"]["content"]["application/json"]["example"] = example["response"]
    return app.openapi()
