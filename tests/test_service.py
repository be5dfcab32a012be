"""The service as its users meet it: a real process on a real port, and what it answers."""

import contextlib
import json
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import trialrules
from click.testing import CliRunner
from serving import JSON, Served, serving
from trialrules.cli import main
from trialrules.models.patient import Patient
from trialrules.models.schema import json_schema

pytest.importorskip("fastapi", reason="the service needs FastAPI")
EXAMPLES = pytest.importorskip("trialrules.pipeline.service.examples").EXAMPLES
TEXT = "Inclusion Criteria:\n\n- Age 18 to 55 years\n- ECOG 0-1\n\nExclusion Criteria:\n\n- natalizumab within 2 months"
PERSON = {"id": "p1", "birth_date": "1990-05", "observations": [{"name": "ECOG", "value": 0}]}
BUNDLE = {
    "resourceType": "Bundle",
    "entry": [
        {"resource": {"resourceType": "Patient", "id": "b1", "birthDate": "1990-05-17"}},
        {"resource": {"resourceType": "MedicationStatement", "status": "active",
                      "medicationCodeableConcept": {"text": "Tysabri"}}},
    ],
}  # fmt: skip
SECRET = "Zyzzogeton"
LIMITS = ("--max-body", "100000", "--max-text", "5000")


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    with serving("--workers", "1", *LIMITS) as served:
        yield served


@pytest.mark.parametrize("job", EXAMPLES)
def test_the_examples_of_the_description_are_true(service: Served, job: str) -> None:
    answer = service.ask(f"/{job}", EXAMPLES[job]["request"])
    assert (answer.status, answer.value) == (200, EXAMPLES[job]["response"])
    assert answer.headers["Content-Type"] == "application/json"
    described = service.ask("/openapi.json").value["paths"][f"/{job}"]["post"]
    assert described["responses"]["200"]["content"]["application/json"]["example"] == answer.value


@pytest.mark.parametrize("text", [TEXT, "", "no criteria: ≥ 5 μg/l 😀 </script>", "x" * 5_000])
def test_extract_is_the_librarys(service: Served, text: str) -> None:
    answer = service.ask("/extract", {"text": text, "id": "NCT00000001"})
    assert answer.status == 200
    assert trialrules.RuleSet.model_validate(answer.value) == trialrules.extract(text, id="NCT00000001")


def test_explain_gives_the_words_and_their_patterns(service: Served) -> None:
    answer = service.ask("/explain", {"text": TEXT}).value
    assert answer["ruleset"] == service.ask("/extract", {"text": TEXT}).value
    assert [(f["start"], f["end"], f["kind"], f["fact"], f["pattern"]) for f in answer["found"]] == [
        tuple(found) for found in trialrules.explain(TEXT)
    ]
    assert all(f["words"] == TEXT[f["start"] : f["end"]] for f in answer["found"])


def test_screen_takes_rules_and_texts_own_records_and_bundles(service: Served) -> None:
    ruleset = service.ask("/extract", {"text": TEXT, "id": "A"}).value
    asked = {
        "trials": [ruleset, {"text": "Exclusion: natalizumab", "id": "B"}],
        "patients": [PERSON, BUNDLE],
        "on": "2026-03-31",
        "complete": ["treatments"],
    }
    results = service.ask("/screen", asked).value["results"]
    assert [(r["patient"], r["trial"], r["result"]) for r in results] == [
        ("p1", "A", "eligible"), ("p1", "B", "eligible"), ("b1", "A", "not_eligible"), ("b1", "B", "not_eligible"),
    ]  # fmt: skip
    own = Patient.model_validate({**PERSON, "complete": ["treatments"]})
    alone = trialrules.screen(trialrules.extract(TEXT, id="A"), own, on=date(2026, 3, 31))
    assert results[0] == alone.model_dump(mode="json")


def test_screen_takes_the_days_of_anchors(service: Served) -> None:
    trial = {"text": "Exclusion: apixaban within 7 days before surgery"}
    patient = {"id": "p", "treatments": [{"name": "apixaban", "start": "2026-04-01", "end": "2026-04-20"}]}
    asked = {"trials": [trial], "patients": [patient], "on": "2026-03-31", "complete": ["treatments"]}
    told = [
        service.ask("/screen", {**asked, "anchors": {"surgery": day}}).value["results"][0]["criteria"][0]["holds"]
        for day in ("2026-04-22", "2026-05-22")
    ]
    assert told == ["true", "false"]


def test_facts_of_the_service(service: Served) -> None:
    assert service.ask("/schema").value == json_schema()
    assert service.ask("/health").value == {"status": "ok", "workers": 1}
    assert service.ask("/version").value == {"version": trialrules.__version__, "schema_version": "1"}


def test_the_description_holds_the_rulesets_schema(service: Served) -> None:
    schemas = service.ask("/openapi.json").value["components"]["schemas"]
    assert set(schemas["RuleSet"]["properties"]) == set(json_schema()["properties"])
    assert schemas["RuleSet"]["required"] == json_schema()["required"]
    assert "schema_version" not in schemas["RuleSet-Input"]["required"]


def screen(**other: Any) -> dict[str, Any]:
    return {"trials": [{"text": "ECOG 0-1"}], "patients": [{"id": "p"}], "on": "2026-03-31", **other}


def chunks(n: int, size: int = 10_000) -> Iterator[bytes]:
    return (b" " * size for _ in range(n))


DEEP = b'{"text": "x", "trials": ' + b"[" * 40_000 + b"]" * 40_000 + b"}"
REFUSED = {
    "no such path": (404, "not_found", "/", None, JSON),
    "a path that ends otherwise": (404, "not_found", "/extract/", {"text": "x"}, JSON),
    "the wrong method": (405, "method_not_allowed", "/extract", None, JSON),
    "the other wrong method": (405, "method_not_allowed", "/version", {}, JSON),
    "no content type": (415, "no_json_type", "/extract", b'{"text": "x"}', {}),
    "a form": (415, "no_json_type", "/extract", b"text=x", {"Content-Type": "application/x-www-form-urlencoded"}),
    "nothing": (400, "no_json", "/extract", b"", JSON),
    "no JSON": (400, "no_json", "/extract", b'{"text": ', JSON),
    "not UTF-8": (400, "no_json", "/extract", b'{"text": "\xff"}', JSON),
    "half of a surrogate pair": (400, "no_json", "/extract", b'{"text": "\\ud83d"}', JSON),
    "nested deeply": (400, "no_json", "/screen", DEEP, JSON),
    "no object": (422, "not_of_the_form", "/extract", ["x"], JSON),
    "no text": (422, "not_of_the_form", "/explain", {"id": "x"}, JSON),
    "a number for a text": (422, "not_of_the_form", "/extract", {"text": 5}, JSON),
    "a field that nobody knows": (422, "not_of_the_form", "/extract", {"text": "x", "format": "fhir"}, JSON),
    "a text that is long": (413, "text_too_long", "/extract", {"text": "x" * 5_001}, JSON),
    "a trial's text that is long": (413, "text_too_long", "/screen", screen(trials=[{"text": "x" * 5_001}]), JSON),
    "a body that is long": (413, "body_too_large", "/extract", {"text": "x" * 100_001}, JSON),
    "a body that is long and does not say so": (413, "body_too_large", "/screen", chunks(11), JSON),
    "no trial": (422, "not_of_the_form", "/screen", screen(trials=[]), JSON),
    "no day": (422, "not_of_the_form", "/screen", screen(on="2026-02-30"), JSON),
    "a number for a day": (422, "not_of_the_form", "/screen", screen(on=0), JSON),
    "an anchor that nobody knows": (422, "not_of_the_form", "/screen", screen(anchors={"lunch": "2026-01-01"}), JSON),
    "rules of another form": (422, "not_of_the_form", "/screen", screen(trials=[{"trial": {"id": "x"}}]), JSON),
    "a patient without an id": (422, "not_of_the_form", "/screen", screen(patients=[{"sex": "male"}]), JSON),
    "a Bundle without a patient": (422, "unreadable", "/screen", screen(patients=[{"resourceType": "Bundle"}]), JSON),
    "a resource by itself": (422, "not_of_the_form", "/screen", screen(patients=[{"resourceType": "Patient"}]), JSON),
    "too many pairs": (
        413, "too_many_pairs", "/screen", screen(trials=[{"text": ""}] * 1_001, patients=[{"id": "p"}] * 10), JSON,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_says_why_in_one_form(service: Served, case: str) -> None:
    status, code, path, body, headers = REFUSED[case]
    answer = service.ask(path, body, headers)
    assert (answer.status, answer.code) == (status, code)
    assert answer.value["error"]["message"]
    assert answer.headers["Content-Type"] == "application/json"
    assert service.ask("/extract", {"text": "ECOG 0-1"}).status == 200


def test_an_endless_body_is_not_read_to_its_end(service: Served) -> None:
    """It does not say how long it is; the answer comes after the limit, and the connection is closed."""
    connection, sent = service.connect(), 0
    connection.putrequest("POST", "/extract")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    try:
        while sent < 200_000_000:
            connection.send(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
            sent += 0x10000
    except (BrokenPipeError, ConnectionResetError):
        pass
    response = connection.getresponse()
    assert (response.status, json.loads(response.read())["error"]["code"]) == (413, "body_too_large")
    assert sent < 20_000_000


def test_a_length_that_is_too_much_is_refused_before_anything_is_sent(service: Served) -> None:
    connection = service.connect()
    connection.putrequest("POST", "/extract")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", "100001")
    connection.endheaders()
    assert connection.getresponse().status == 413


@pytest.mark.parametrize("head", [b"GET /", b"GET / HTTP/1.1\r\nX: ", b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000])
def test_endless_headers_are_not_read_to_their_end(service: Served, head: bytes) -> None:
    with socket.create_connection(("127.0.0.1", service.port)) as connection:
        sent = connection.send(head)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            while sent < 50_000_000:
                sent += connection.send(b"x" * 0x10000)
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")
    assert sent < 20_000_000
    assert service.ask("/health").status == 200


def test_what_is_no_http_is_refused(service: Served) -> None:
    with socket.create_connection(("127.0.0.1", service.port)) as connection:
        connection.sendall(b"\x16\x03\x01 is no HTTP\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 400 ")


def test_the_log_holds_no_text(service: Served) -> None:
    service.ask("/extract", {"text": f"Exclusion: {SECRET}", "id": SECRET})
    service.ask(f"/{SECRET}?{SECRET}", {"text": SECRET})
    service.ask(f"/extract?text={SECRET}", {SECRET: SECRET})
    service.ask("/screen", screen(patients=[{"id": SECRET, "conditions": [{"name": SECRET}]}]))
    service.ask("/version")
    assert "POST /extract 200" in service.log
    assert "POST /extract 422" in service.log
    assert "POST (no such path) 404" in service.log
    assert SECRET not in service.log


def test_answers_are_no_pages(service: Served) -> None:
    answer = service.ask("/extract", {"text": "Exclusion: <script>alert(1)</script>"})
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_who_knows_the_token_is_answered(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("s3cret-u\n")
    with serving("--workers", "1", "--token-file", str(tmp_path / "token")) as service:
        assert service.ask("/health").status == 200
        for path, body in (("/extract", {"text": "ECOG 0-1"}), ("/schema", None), ("/openapi.json", None)):
            for sent in (None, "Bearer wrong", "Bearer ", "Basic s3cret-u", "Bearer s3cret-uu", "Bearer \xe9"):
                answer = service.ask(path, body, JSON if sent is None else {**JSON, "Authorization": sent})
                assert (answer.status, answer.code) == (401, "no_token")
                assert answer.headers["WWW-Authenticate"] == "Bearer"
            assert service.ask(path, body, {**JSON, "Authorization": "Bearer s3cret-u"}).status == 200
        assert service.ask("/openapi.json", None, {"Authorization": "Bearer s3cret-u"}).value["components"][
            "securitySchemes"
        ]
        assert "s3cret" not in service.log


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_other_machines_are_let_in_with_a_token_alone(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRIALRULES_TOKEN", raising=False)
    done = CliRunner().invoke(main, ["serve", "--host", host, "--port", "0"])
    assert done.exit_code == 2
    assert "TRIALRULES_TOKEN" in done.stderr


@pytest.mark.parametrize("token", ["", " ", "two words", "grüße"])
def test_a_token_that_no_header_can_hold_is_refused(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIALRULES_TOKEN", token)
    assert CliRunner().invoke(main, ["serve", "--port", "0"]).exit_code == 2
