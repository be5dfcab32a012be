"""A review without its page: what is decided becomes gold, and nothing that was decided is lost."""

import json
import resource
import signal
from collections.abc import Iterator
from http.client import HTTPConnection
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import trialrules
from click.testing import CliRunner
from review_server import Server, rules, serving
from trialrules.cli import main
from trialrules.errors import ReadError
from trialrules.evaluation.gold import read_gold
from trialrules.evaluation.review.drafts import Draft, draft_of, item_ids
from trialrules.evaluation.review.journal import NAME, Journal
from trialrules.evaluation.review.session import Refused, Review
from trialrules.models import RuleSet, Trial
from trialrules.models.algebra import form
from trialrules.models.notation import as_written
from trialrules.pipeline.store import Reading, Store

TEXT = """Inclusion Criteria:
- Age 18 to 65 years
- EDSS of 0 to 5.5 at screening

Exclusion Criteria:
- Natalizumab within the last 2 months
- Any of the following within 14 days before screening:
  - ALT > 3 x ULN
  - Platelets < 100 x 10^9/L
- Zorblax of the left knee
"""


def reviewed(folder: Path, *texts: str, **ids: str) -> Review:
    """A review of texts, by name."""
    named = {"walking": texts[0]} if texts else ids
    return Review([trialrules.extract(text, id=id) for id, text in named.items()], folder, "A. Nurse")


def gold(folder: Path, key: str = "walking") -> dict[str, Any]:
    """The gold of a trial: its criteria by id."""
    trial = read_gold(folder / f"{key}.gold.json").trial
    return {c.id: c for c in trial.criteria}


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    made = reviewed(tmp_path / "reviewed", TEXT)
    yield made
    made.close()


def bundled() -> list[RuleSet]:
    folder = resources.files("trialrules.corpus") / "trials"
    return [trialrules.extract(trialrules.read(f.read_bytes()), id=Path(f.name).stem) for f in folder.iterdir()]


def test_what_is_accepted_is_gold_that_says_the_same(tmp_path: Path) -> None:
    rulesets = bundled()
    made = Review(rulesets, tmp_path, "A. Nurse")
    for key, trial in made.trials.items():
        for c in trial.ruleset.criteria:
            if c.rule is not None:
                made.decide(key, c.id, "accept")
    made.close()
    files = sorted(tmp_path.glob("*.gold.json"))
    assert len(files) == len(rulesets) == 4
    by_text = {r.text: r for r in rulesets}
    for path in files:
        kept = read_gold(path)
        read = {c.id: c for c in by_text[kept.ruleset.text].criteria}
        for c in kept.ruleset.criteria:
            assert (c.span, c.kind, c.parent) == (read[c.id].span, read[c.id].kind, read[c.id].parent)
            assert form(c.rule, as_written) == form(read[c.id].rule, as_written)
    assert CliRunner().invoke(main, ["corpus", "check", *map(str, files)]).exit_code == 0


def test_a_lead_in_names_its_items_and_lends_them_its_time(review: Review) -> None:
    trial = review.trials["walking"]
    draft = draft_of(trial.criteria["E2"], trial.ruleset.criteria)
    assert list(item_ids(draft.tree)) == ["E2.1", "E2.2"]
    assert draft.window is not None
    assert draft.window["range"]["upper"] == {"value": 14, "inclusive": True}


def test_a_family_is_open_until_all_of_it_is_settled(review: Review) -> None:
    review.decide("walking", "E2", "accept")
    review.decide("walking", "E2.1", "accept")
    assert [gold(review.folder)[id].unjudged for id in ("E2", "E2.1", "E2.2")] == [True, True, True]
    review.decide("walking", "E2.2", "accept")
    assert [gold(review.folder)[id].unjudged for id in ("E2", "E2.1", "E2.2")] == [False, False, False]
    rule = {c.id: c for c in read_gold(review.folder / "walking.gold.json").ruleset.criteria}["E2"].rule
    assert as_written(rule) == (
        "any(ALT > 3 x ULN [<= 14 d before screening]; platelet count < 100 10*9/L [<= 14 d before screening])"
    )


def test_words_that_are_no_criterion_are_left_out_of_gold_and_of_their_lead_in(review: Review) -> None:
    for id in ("E2", "E2.1"):
        review.decide("walking", id, "accept")
    review.decide("walking", "E2.2", "leave_out", note="a note to the reader")
    kept = gold(review.folder)
    assert "E2.2" not in kept
    assert kept["E2"].rule == "E2.1"


def test_who_and_when_stand_in_gold_and_journal(review: Review) -> None:
    review.decide("walking", "I1", "accept")
    trial = json.loads((review.folder / "walking.gold.json").read_text(encoding="utf-8"))
    line = json.loads((review.folder / NAME).read_text(encoding="utf-8").splitlines()[-1])
    assert (line["by"], line["criterion"], line["action"]) == ("A. Nurse", "I1", "accept")
    assert trial["passes"] == [{"annotator": "A. Nurse", "date": line["at"][:10], "kind": "reviewed"}]


def test_a_correction_is_kept_with_the_words_that_say_it(review: Review) -> None:
    trial = review.trials["walking"]
    tree = trial.as_read("I1").tree
    assert tree is not None
    older = {**tree, "range": {**tree["range"], "upper": {"value": 70, "inclusive": True}}}
    review.decide("walking", "I1", "correct", Draft(older))
    (leaf,) = gold(review.folder)["I1"].leaves.values()
    assert (leaf.says, leaf.words) == ("age in [18, 70] a", "Age 18 to 65 years")


def test_a_rule_without_its_words_or_without_its_items_is_refused(review: Review) -> None:
    with pytest.raises(Refused, match="Which words say “condition gout”"):
        review.decide("walking", "I1", "correct", Draft({"op": "condition", "condition": {"name": "gout"}}))
    with pytest.raises(Refused, match="There is no rule yet"):
        review.decide("walking", "I1", "correct", Draft(None))
    trial = review.trials["walking"]
    own_words = Draft({"op": "other", "text": "x", "span": trial.criteria["E2"].span.model_dump()})
    with pytest.raises(Refused, match=r"does not mention E2\.1, E2\.2"):
        review.decide("walking", "E2", "correct", own_words)
    assert not (review.folder / "walking.gold.json").exists()
    assert trial.standing("I1").state == "open"


def test_undo_goes_back_step_by_step(review: Review) -> None:
    trial = review.trials["walking"]
    review.decide("walking", "I1", "accept")
    review.decide("walking", "I1", "reject", note="wrong")
    assert trial.standing("I1").state == "rejected"
    review.decide("walking", "I1", "undo")
    assert trial.standing("I1").state == "accepted"
    review.decide("walking", "I1", "undo")
    assert trial.standing("I1").state == "open"
    assert not (review.folder / "walking.gold.json").exists()
    with pytest.raises(Refused, match="nothing to undo"):
        review.decide("walking", "I1", "undo")


def test_a_review_goes_on_where_it_stood(tmp_path: Path) -> None:
    first = reviewed(tmp_path, TEXT)
    first.decide("walking", "I1", "accept")
    first.decide("walking", "I2", "draft", first.trials["walking"].as_read("I2"))
    first.decide("walking", "E1", "reject", note="why?")
    first.close()
    again = reviewed(tmp_path, TEXT)
    states = {id: again.trials["walking"].standing(id).state for id in ("I1", "I2", "E1", "E3")}
    again.close()
    assert states == {"I1": "accepted", "I2": "draft", "E1": "rejected", "E3": "open"}


def test_decisions_of_another_text_stay_in_the_journal(tmp_path: Path) -> None:
    first = reviewed(tmp_path, TEXT)
    first.decide("walking", "I1", "accept")
    first.close()
    again = reviewed(tmp_path, TEXT.replace("65", "75"))
    again.close()
    assert (again.strangers, again.trials["walking"].standing("I1").state) == (1, "open")
    assert read_gold(tmp_path / "walking.gold.json").page.text == TEXT
    assert len((tmp_path / NAME).read_text(encoding="utf-8").splitlines()) == 1


def test_a_line_cut_off_by_a_crash_is_dropped_and_a_broken_one_is_named(tmp_path: Path) -> None:
    first = reviewed(tmp_path, TEXT)
    first.decide("walking", "I1", "accept")
    first.decide("walking", "I2", "accept")
    first.close()
    path = tmp_path / NAME
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    again = reviewed(tmp_path, TEXT)
    assert [again.trials["walking"].standing(id).state for id in ("I1", "I2")] == ["accepted", "open"]
    again.decide("walking", "I2", "accept")
    again.close()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["criterion"] for line in lines] == ["I1", "I2"]
    path.write_bytes(b"{}\n" + whole)
    with pytest.raises(ReadError, match=f"{NAME}, line 1: no decision"):
        reviewed(tmp_path, TEXT)


def test_a_decision_that_does_not_fit_on_the_disk_is_not_taken(tmp_path: Path) -> None:
    made = reviewed(tmp_path, TEXT)
    made.decide("walking", "I1", "accept")
    size = (tmp_path / NAME).stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, hard))
    try:
        with pytest.raises(OSError, match=r"File too large|No space left"):
            made.decide("walking", "I2", "accept")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ((tmp_path / NAME).stat().st_size, made.trials["walking"].standing("I2").state) == (size, "open")
    made.decide("walking", "E1", "accept")
    made.close()
    again = reviewed(tmp_path, TEXT)
    again.close()
    assert [again.trials["walking"].standing(id).state for id in ("I1", "I2", "E1")] == ["accepted", "open", "accepted"]


def test_one_program_at_a_time_holds_a_folder(tmp_path: Path) -> None:
    held = Journal(tmp_path)
    with pytest.raises(ReadError, match="another review is at work"):
        Journal(tmp_path)
    held.close()
    Journal(tmp_path).close()


def test_gold_that_no_review_made_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "walking.gold.json").write_text("somebody's work", encoding="utf-8")
    with pytest.raises(ReadError, match=r"walking\.gold\.json there is not from a review"):
        reviewed(tmp_path, TEXT)
    assert (tmp_path / "walking.gold.json").read_text(encoding="utf-8") == "somebody's work"


def test_two_trials_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="two trials have the id 'a-b'"):
        reviewed(tmp_path, **{"A b": TEXT, "a-B": TEXT})


@pytest.mark.parametrize("text", [
    "<html><body>Exclusion Criteria:<ul><li>Gout</li></ul></body></html>",
    '{"a": 1}\nExclusion Criteria:\n- Gout\n',
    "Exclusion Criteria:\r\n- Gout\r\n",
    "\ufeffExclusion Criteria:\n- Gout\n",
])  # fmt: skip
def test_a_text_that_looks_like_something_else_comes_back_to_the_letter(tmp_path: Path, text: str) -> None:
    made = reviewed(tmp_path, text)
    made.decide("walking", made.trials["walking"].ruleset.criteria[0].id, "reject")
    made.close()
    assert read_gold(tmp_path / "walking.gold.json").page.text == text


def evaluated(folder: Path) -> dict[str, Any]:
    done = CliRunner().invoke(main, ["evaluate", "--gold", str(folder), "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)["figures"]


def test_what_is_still_open_counts_neither_for_nor_against(review: Review) -> None:
    review.decide("walking", "I1", "accept")
    review.decide("walking", "E1", "accept")
    figures = evaluated(review.folder)
    assert (figures["criteria"]["gold"], figures["criteria"]["predicted"], figures["criteria"]["right"]) == (2, 2, 2)
    assert figures["threshold"]["predicted"] == figures["window"]["predicted"] == 1
    assert figures["full and right"]["predicted"] == 2
    review.decide("walking", "I2", "leave_out")
    assert evaluated(review.folder)["criteria"]["predicted"] == 3


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("review")
    rules(folder, ("walking", TEXT))
    with serving(folder, "rules.jsonl") as running:
        yield running


@pytest.mark.parametrize(("headers", "reason"), [
    ({"X_Review_Key": "guess"}, "earlier start"),
    ({"Host": "evil.example"}, "wrong host"),
    ({"Origin": "http://evil.example"}, "wrong origin"),
    ({"Origin": "null"}, "wrong origin"),
])  # fmt: skip
def test_other_pages_and_strangers_get_nothing(server: Server, headers: dict[str, str], reason: str) -> None:
    for path, body in (("/api/review", None), ("/api/trials/walking/I1", {"action": "accept"})):
        status, answer = server.call(path, body, **headers)
        assert status == 403
        assert reason in answer["problem"]


def test_requests_that_make_no_sense_are_refused_and_change_nothing(server: Server) -> None:
    at = "/api/trials/walking/I1"
    tree: Any = {"op": "condition", "condition": {"name": "x"}}
    for _ in range(60):
        tree = {"op": "not", "of": tree}
    assert server.call(at, {"action": "accept", "more": 1})[0] == 422
    assert server.call(at, {"action": "draft", "tree": {"op": "nonsense"}})[0] == 422
    assert server.call(at, {"action": "draft", "tree": {"op": "any", "of": []}})[0] == 422
    assert server.call(at, {"action": "draft", "tree": tree})[0] == 422
    gout = {"op": "condition", "condition": {"name": "gout"}}
    assert server.call(at, {"action": "draft", "tree": gout, "window": {"from": 1}})[0] == 422
    assert server.call(at + "/mark", {"start": 0, "end": 5, "kind": "condition"})[0] == 422
    assert server.call(at + "/parse", {"notation": "age >< 3"})[0] == 422
    assert server.call("/api/trials/walking/I99", {"action": "accept"})[0] == 404
    assert server.call("/api/trials/nobody")[0] == 404
    asking = HTTPConnection("127.0.0.1", server.port, timeout=60)
    asking.putrequest("POST", "/api/notation")
    asking.putheader("X-Review-Key", server.key)
    asking.putheader("Content-Length", "2000001")
    asking.endheaders()
    assert asking.getresponse().status == 403
    asking.close()
    assert {c["state"] for t in server.call("/api/review")[1]["trials"] for c in t["criteria"]} == {"open"}


def test_marked_words_become_what_they_say(server: Server) -> None:
    at = TEXT.index("Natalizumab within")
    mark = {"start": at, "end": at + len("Natalizumab within the last 2 months"), "kind": "exposure"}
    leaf = server.call("/api/trials/walking/E1/mark", mark)[1]["leaf"]
    assert leaf["agent"]["span"] == {"start": at, "end": at + len("Natalizumab")}
    assert leaf["window"]["range"]["upper"] == {"value": 2, "inclusive": True}
    knee = TEXT.index("Zorblax")
    blank = server.call("/api/trials/walking/E3/mark", {"start": knee, "end": knee + 7, "kind": "condition"})[1]["leaf"]
    assert (blank["condition"]["name"], blank["span"]) == ("zorblax", {"start": knee, "end": knee + 7})


def test_a_typed_rule_takes_its_places_from_the_words(server: Server) -> None:
    asked = {"notation": "all(age in [18, 65] a; condition zorblax)", "tree": server_tree(server, "I1")}
    tree = server.call("/api/trials/walking/I1/parse", asked)[1]["tree"]
    assert tree["of"][0]["span"] == {"start": TEXT.index("Age"), "end": TEXT.index("Age") + len("Age 18 to 65 years")}
    assert "span" not in tree["of"][1]


def server_tree(server: Server, id: str) -> Any:
    rows = server.call("/api/trials/walking")[1]["rows"]
    return next(row["tree"] for row in rows if row.get("id") == id)


def test_what_cannot_be_reviewed_is_said_in_a_line(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rules(tmp_path, ("walking", TEXT))
    (tmp_path / "broken.jsonl").write_text("{}\n", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for words, reason in (
        (["missing.jsonl"], "trialrules: missing.jsonl: No such file or directory"),
        (["broken.jsonl"], "trialrules: broken.jsonl, line 1: no RuleSet of contract 1"),
        (["page.html"], "trialrules: page.html: no such file or directory"),
        (["rules.jsonl", "--gold", "file/inside"], "trialrules: file/inside: Not a directory"),
        (["rules.jsonl", "--port", str(server.port)], f"trialrules: port {server.port}: Address already in use"),
    ):
        done = CliRunner().invoke(main, ["review", "--no-browser", *words])
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith(reason), done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_without_its_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trialrules.evaluation.review.cli.find_spec", lambda name: None)
    done = CliRunner().invoke(main, ["review", "rules.jsonl"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "trialrules: the review page needs `pip install 'trialrules[web]'`\n"


def test_an_interrupt_ends_the_review_well(tmp_path: Path) -> None:
    rules(tmp_path, ("walking", TEXT))
    with serving(tmp_path, "rules.jsonl") as running:
        assert running.call("/api/trials/walking/I1", {"action": "accept"})[0] == 200
        running.process.send_signal(signal.SIGINT)
        said, _ = running.process.communicate(timeout=30)
        assert (running.process.returncode, said) == (0, "The review is kept in reviewed.\n")
    assert not gold(tmp_path / "reviewed")["I1"].unjudged


def test_a_store_and_what_can_be_read_of_the_rest_are_reviewed(tmp_path: Path) -> None:
    kept = trialrules.extract(TEXT, id="stored")
    with Store(tmp_path / "trials.duckdb", write=True) as store:
        store.put(Reading("stored", record=TEXT, content="1", program="1", ruleset=kept))
    rules(tmp_path, ("walking", TEXT))
    with (tmp_path / "rules.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("{}\n" + kept.model_copy(update={"trial": Trial(id="last")}).model_dump_json() + "\n")
    (tmp_path / "record.txt").write_text(TEXT, encoding="utf-8")
    with serving(tmp_path, "trials.duckdb", "missing.txt", "rules.jsonl", "record.txt") as running:
        shown = [trial["id"] for trial in running.call("/api/review")[1]["trials"]]
    assert shown == ["stored", "walking", "last", "record"]
