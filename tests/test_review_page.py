"""The review page in a real browser: reading, accepting, correcting, rejecting, by mouse and keys, through crashes."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from review_server import Server, rules, serving
from trialrules.cli import main
from trialrules.evaluation.annotation import GoldCriterion
from trialrules.evaluation.gold import read_gold

playwright = pytest.importorskip("playwright.sync_api", reason="the tests of the page need playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

READING = """Inclusion Criteria:
- EDSS of 0 to 5.5 at screening
- Ambulatory, in the investigator's opinion

Exclusion Criteria:
- Natalizumab within the last 2 months
- Malignancy except basal cell carcinoma
- Zorblax of the left knee
- WBC < 3,5 x 10^9/L
"""
CORRECTING = """Exclusion Criteria:
- ALT or AST > 3 x ULN within 14 days before screening
- Natalizumab within the last 2 months
- Gout, and zorblaxia of the knee
"""
KEYS = """Inclusion Criteria:
- Age 18 to 65 years
- EDSS of 0 to 5.5

Exclusion Criteria:
- Gout and zorblaxia
- Pregnancy
"""
HOSTILE = """Exclusion Criteria:
- Gout <img src="x" onerror="window.harmed = 1"> or <script>window.harmed = 2</script>
- Pregnancy & "quotes" <b>bold</b> 𝒢out beyond the plane, then asthma
"""
LONG = "Exclusion Criteria:\n" + "".join(f"- ALT > {n} x ULN within {n} days before screening\n" for n in range(1, 501))
CRASHING = "Inclusion Criteria:\n- Age 18 to 65 years\n- EDSS of 0 to 5.5\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("review")
    texts = {"reading": READING, "correcting": CORRECTING, "rejecting": READING, "keys": KEYS, "hostile": HOSTILE}
    rules(folder, *texts.items(), ("long", LONG), ("exported", CRASHING))
    with serving(folder, "rules.jsonl") as running:
        yield running


@pytest.fixture
def page(browser: Any, server: Server) -> Iterator[Any]:
    """The page, on which nothing may go wrong unseen, and which may ask nobody but its own server."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    wrong: list[str] = []
    asked: set[str] = set()
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    opened.goto(server.address)
    opened.wait_for_selector("#trials button")
    yield opened
    context.close()
    assert wrong == []
    assert asked <= {f"127.0.0.1:{server.port}", ""}


def open_trial(page: Any, id: str) -> None:
    page.locator("#trials button", has=page.locator(".trial-id", has_text=id)).click()
    page.wait_for_selector(f".trial-head h2:text-is('{id}')")


def row(page: Any, id: str) -> Any:
    return page.locator(f"[id='row-{id}']")


def gold(server: Server, key: str, id: str) -> GoldCriterion:
    folder = Path(server.call("/api/review")[1]["folder"])
    trial = read_gold(Path(server.folder) / folder / f"{key}.gold.json").trial
    return next(c for c in trial.criteria if c.id == id)


def says(c: GoldCriterion) -> list[str]:
    return [leaf.says for leaf in c.leaves.values()]


def test_words_are_marked_by_what_they_are(page: Any) -> None:
    open_trial(page, "reading")
    assert row(page, "I1").locator(".m-threshold").all_inner_texts() == ["EDSS of 0 to 5.5"]
    assert row(page, "E1").locator(".m-exposure").all_inner_texts() == ["Natalizumab"]
    assert row(page, "E1").locator(".m-time").all_inner_texts() == ["within the last 2 months"]
    assert row(page, "E2").locator(".m-excluding").all_inner_texts() == ["basal cell carcinoma"]
    assert "Zorblax" in "".join(row(page, "E3").locator(".m-unread").all_inner_texts())
    assert row(page, "E1").locator(".words").inner_text() == "Natalizumab within the last 2 months"


def test_marks_are_told_apart_without_colour(page: Any) -> None:
    page.wait_for_selector(".legend .mark")
    drawn = page.eval_on_selector_all(
        ".legend .mark",
        """marks => marks.map(mark => { const s = getComputedStyle(mark); return [s.textDecorationLine,
        s.textDecorationStyle, s.borderBottomStyle, s.outlineStyle, s.fontStyle].join() })""",
    )
    assert len(drawn) == len(set(drawn)) == 8
    page.keyboard.press("l")
    mark = page.locator(".words .mark").first
    shown = mark.evaluate("mark => getComputedStyle(mark, '::after').content")
    assert shown == f'"{mark.get_attribute("data-label")}"'


def test_rules_stand_beside_their_words_with_coverage_and_warnings(page: Any) -> None:
    open_trial(page, "reading")
    assert "EDSS: 0 to 5.5" in row(page, "I1").locator(".sentence").inner_text()
    assert "natalizumab (drug), within the last 2 months" in row(page, "E1").locator(".sentence").inner_text()
    assert "fully read" in row(page, "I1").locator(".coverage").inner_text()
    assert "not read" in row(page, "E3").locator(".coverage").inner_text()
    assert "decimal comma" in row(page, "E4").locator(".warnings").inner_text().lower()


def test_filters_by_what_was_not_read_by_warning_and_by_measure(page: Any) -> None:
    def shown() -> list[str]:
        return page.eval_on_selector_all("article", "rows => rows.map(row => row.dataset.id)")

    open_trial(page, "reading")
    everything = shown()
    page.check("input[name=unread]")
    unread = shown()
    assert "E3" in unread
    assert set(unread) < set(everything)
    page.click("#clear")
    page.select_option("select[name=warning]", "decimal_comma")
    assert shown() == ["E4"]
    page.select_option("select[name=warning]", "")
    page.select_option("select[name=measure]", "EDSS")
    assert shown() == ["I1"]
    assert page.locator("#trials button").count() == 4
    page.fill("input[name=search]", "nobody")
    assert "No trial fits" in page.inner_text("#trials")


def test_a_bound_an_operator_and_marked_words_are_corrected(page: Any, server: Server) -> None:
    open_trial(page, "correcting")
    limits = row(page, "E1")
    limits.get_by_role("button", name="Correct").click()
    limits.get_by_role("button", name="change").first.click()
    limits.locator("input[name=range-a]").fill("2.5")
    limits.locator("select[name=window-unit]").select_option("wk")
    limits.get_by_role("button", name="Apply").first.click()
    limits.get_by_text("more than 2.5 × ULN, within 14 weeks before screening").wait_for()
    limits.locator("select.operator").select_option("all")
    limits.get_by_role("button", name="Save the correction").click()
    page.wait_for_selector("[id='row-E1'][data-state=corrected]")
    kept = gold(server, "correcting", "E1")
    assert says(kept) == ["ALT > 2.5 x ULN [<= 14 wk before screening]", "AST > 3 x ULN [<= 14 d before screening]"]
    assert kept.rule == ["all", "a", "b"]

    gout = row(page, "E3")
    gout.get_by_role("button", name="Correct").click()
    drag(page, gout, "zorblaxia", "knee")
    playwright.expect(gout.locator(".marked q")).to_have_text("zorblaxia of the knee")
    gout.locator(".marked").get_by_role("button", name="condition").click()
    gout.locator("input[name=name]").fill("zorblaxia of the knee")
    gout.get_by_role("button", name="Apply").first.click()
    gout.locator(".leaf.k-condition", has_text="zorblaxia of the knee").wait_for()
    gout.get_by_role("button", name="Save the correction").click()
    page.wait_for_selector("[id='row-E3'][data-state=corrected]")
    kept = gold(server, "correcting", "E3")
    assert 'condition "zorblaxia of the knee"' in says(kept)
    assert "zorblaxia of the knee" in [leaf.words for leaf in kept.leaves.values()]


def drag(page: Any, shown: Any, first: str, last: str) -> None:
    """Marks words with the mouse, from the first through the last."""
    box = shown.locator(".words").evaluate(
        """(words, [first, last]) => {
            const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT), places = {};
            for (let node; (node = walker.nextNode());)
                for (const word of [first, last]) {
                    const at = node.data.indexOf(word);
                    if (at < 0) continue;
                    const range = document.createRange();
                    range.setStart(node, at);
                    range.setEnd(node, at + word.length);
                    places[word] = range.getBoundingClientRect();
                }
            return [places[first].left, places[first].top, places[last].right, places[last].top, places[first].height];
        }""",
        [first, last],
    )
    left, top, right, bottom, height = box
    page.mouse.move(left + 1, top + height / 2)
    page.mouse.down()
    page.mouse.move(right - 1, bottom + height / 2, steps=5)
    page.mouse.up()


def test_a_drug_is_corrected_in_notation_which_is_checked_while_it_is_typed(page: Any, server: Server) -> None:
    open_trial(page, "correcting")
    drug = row(page, "E2")
    drug.get_by_role("button", name="Correct").click()
    drug.locator("summary", has_text="For experts").click()
    typed = drug.locator(".notation textarea")
    playwright.expect(typed).to_have_value("drug natalizumab [<= 2 mo before now]")
    typed.fill("drug natalizumab [<= 2 mo")
    drug.locator(".notation .problem", has_text="expected before or after").wait_for()
    assert drug.get_by_role("button", name="Apply").is_disabled()
    typed.fill("drug natalizumab past [< 3 mo before screening]")
    drug.get_by_role("button", name="Apply").click()
    drug.locator(".line", has_text="less than 3 months before screening").wait_for()
    drug.get_by_role("button", name="Save the correction").click()
    page.wait_for_selector("[id='row-E2'][data-state=corrected]")
    assert says(gold(server, "correcting", "E2")) == ["drug natalizumab past [< 3 mo before screening]"]


def test_what_is_refused_says_why_and_stays_open(page: Any) -> None:
    open_trial(page, "rejecting")
    nothing = row(page, "E3")
    nothing.click()
    page.keyboard.press("a")
    nothing.locator(".problem", has_text="There is no rule yet").wait_for()
    assert nothing.get_attribute("data-state") == "open"


def test_a_rejection_keeps_its_note_through_a_reload_and_can_be_undone(page: Any, server: Server) -> None:
    open_trial(page, "rejecting")
    wrong = row(page, "E1")
    wrong.get_by_role("button", name="Reject").click()
    wrong.locator("textarea").fill("three months, says the protocol")
    wrong.get_by_role("button", name="The reading is wrong").click()
    page.wait_for_selector("[id='row-E1'][data-state=rejected]")
    page.reload()
    page.wait_for_selector("[id='row-E1'][data-state=rejected]")
    assert "three months, says the protocol" in row(page, "E1").locator(".note").inner_text()
    kept = gold(server, "rejecting", "E1")
    assert (kept.unjudged, kept.note) == (True, "three months, says the protocol")
    row(page, "E1").get_by_role("button", name="Undo").click()
    page.wait_for_selector("[id='row-E1'][data-state=open]")


def test_progress_counts_what_is_left(page: Any) -> None:
    open_trial(page, "rejecting")
    before = page.locator("#progress progress").evaluate("bar => [bar.value, bar.max]")
    row(page, "I1").get_by_role("button", name="Accept").click()
    page.wait_for_selector("[id='row-I1'][data-state=accepted]")
    done, total = page.locator("#progress progress").evaluate("bar => [bar.value, bar.max]")
    assert (done, total) == (before[0] + 1, before[1])
    assert page.inner_text("#progress") == f"{done} of {total} decided, {total - done} left"


def test_everything_goes_by_keys(page: Any, server: Server) -> None:
    page.keyboard.press("f")
    page.keyboard.type("keys")
    page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.innerText || ''").startswith("keys"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".trial-head h2:text-is('keys')")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    page.wait_for_selector("#help", state="hidden")

    page.keyboard.press("a")  # I1, then on to I2
    page.wait_for_selector("[id='row-I2'].current")
    page.keyboard.press("c")
    press_until(page, "change")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.leaf-form")
    press_until_field(page, "range-b")
    page.keyboard.press("Control+A")
    page.keyboard.type("6.5")
    page.keyboard.press("Enter")
    page.locator(".line", has_text="0 to 6.5").wait_for()
    page.keyboard.press("s")
    page.wait_for_selector("[id='row-I2'][data-state=corrected]")

    page.wait_for_selector("[id='row-E1'].current")
    page.keyboard.press("c")
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    playwright.expect(row(page, "E1").locator(".marked q")).to_have_text("zorblaxia")
    page.keyboard.press("Enter")
    press_until(page, "condition")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.leaf-form")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.leaf-form", state="detached")
    page.keyboard.press("s")
    page.wait_for_selector("[id='row-E1'][data-state=corrected]")

    page.wait_for_selector("[id='row-E2'].current")
    page.keyboard.press("x")
    page.keyboard.type("no")
    page.keyboard.press("Enter")
    page.wait_for_selector("[id='row-E2'][data-state=rejected]")
    page.keyboard.press("u")
    page.wait_for_selector("[id='row-E2'][data-state=open]")
    page.keyboard.press("k")
    page.wait_for_selector("[id='row-E1'].current")
    assert says(gold(server, "keys", "I2")) == ["EDSS in [0, 6.5]"]
    assert "condition zorblaxia" in says(gold(server, "keys", "E1"))


def press_until(page: Any, words: str) -> None:
    """Goes on with Tab until a button of these words has the focus."""
    for _ in range(40):
        if page.evaluate("document.activeElement.innerText || ''").strip() == words:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no button {words!r} in reach of the Tab key")


def press_until_field(page: Any, name: str) -> None:
    for _ in range(40):
        if page.evaluate("document.activeElement.name || ''") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no field {name!r} in reach of the Tab key")


def test_text_that_looks_like_html_is_shown_as_text(page: Any, server: Server) -> None:
    open_trial(page, "hostile")
    first = HOSTILE.splitlines()[1][2:]
    assert row(page, "E1").locator(".words").inner_text() == first
    assert page.locator("main img, main script, main b").count() == 0
    assert page.evaluate("window.harmed") is None
    second = row(page, "E2")
    second.get_by_role("button", name="Correct").click()
    drag(page, second, "asthma", "asthma")  # behind a character of two UTF-16 units
    playwright.expect(second.locator(".marked q")).to_have_text("asthma")
    second.locator(".marked").get_by_role("button", name="to be judged").click()
    second.locator(".line", has_text="“asthma”").wait_for()
    tree = next(r for r in server.call("/api/trials/hostile")[1]["rows"] if r.get("id") == "E2")["tree"]
    assert [x["span"]["start"] for x in tree["of"] if x["op"] == "other"][-1] == HOSTILE.index("asthma")


def test_five_hundred_criteria_stay_smooth(page: Any) -> None:
    open_trial(page, "long")
    filled = "document.querySelectorAll('article .actions').length"
    assert page.locator("article").count() == 500
    assert 5 < page.evaluate(filled) < 60
    assert page.evaluate("document.querySelectorAll('main *').length") < 8_000
    assert "ALT > 500 x ULN" in row(page, "E500").inner_text()  # the browser's own search finds it
    for _ in range(6):
        page.evaluate("document.querySelector('main').scrollBy(0, 6000)")
        page.wait_for_timeout(60)
    page.evaluate("document.querySelector('main').scrollTo(0, 1e9)")
    page.wait_for_selector("[id='row-E500'] .actions")
    assert page.evaluate(filled) < 60
    page.evaluate("document.querySelectorAll('article').forEach(row => { row.firstChild.untouched = true; })")
    row(page, "E499").get_by_role("button", name="Accept").click()
    page.wait_for_selector("[id='row-E499'][data-state=accepted]")
    kept = "id => Boolean(document.getElementById(id).firstChild.untouched)"
    assert [page.evaluate(kept, f"row-{id}") for id in ("E498", "E499", "E500")] == [True, False, True]


def test_gold_is_saved_as_a_file_that_is_checked_and_measured_by(page: Any, tmp_path: Path, server: Server) -> None:
    open_trial(page, "exported")
    for id in ("I1", "I2"):
        row(page, id).get_by_role("button", name="Accept").click()
        page.wait_for_selector(f"[id='row-{id}'][data-state=accepted]")
    page.click("#show-gold")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this trial").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    (tmp_path / "exported.txt").write_text(CRASHING, encoding="utf-8")
    assert CliRunner().invoke(main, ["corpus", "check", str(path)]).exit_code == 0
    done = CliRunner().invoke(main, ["evaluate", "--gold", str(tmp_path), "--json"])
    assert json.loads(done.stdout)["figures"]["whole criteria"]["right"] == 2


def test_a_key_of_an_earlier_start_is_told(browser: Any, server: Server) -> None:
    context = browser.new_context()
    stale = context.new_page()
    stale.goto(f"{server.home}/#earlier")
    stale.locator("main", has_text="belongs to an earlier start").wait_for()
    context.close()


def test_a_crash_loses_nothing_that_was_shown_as_done(browser: Any, tmp_path: Path) -> None:
    rules(tmp_path, ("crashing", CRASHING))
    context = browser.new_context()
    page = context.new_page()
    with serving(tmp_path, "rules.jsonl") as first:
        page.goto(first.address)
        row(page, "I1").get_by_role("button", name="Accept").click()
        page.wait_for_selector("[id='row-I1'][data-state=accepted]")
        edss = row(page, "I2")
        edss.get_by_role("button", name="Correct").click()
        edss.get_by_role("button", name="change").click()
        edss.locator("input[name=range-b]").fill("4")
        edss.get_by_role("button", name="Apply").first.click()
        edss.locator(".line", has_text="0 to 4").wait_for()
        first.kill()
        edss.get_by_role("button", name="Save the correction").click()
        page.locator("#banner", has_text="does not answer").wait_for()
    with serving(tmp_path, "rules.jsonl") as second:
        page.goto(second.address)
        page.reload()
        page.wait_for_selector("[id='row-I1'][data-state=accepted]")
        page.wait_for_selector("[id='row-I2'][data-state=draft]")
        row(page, "I2").get_by_role("button", name="Go on correcting").click()
        row(page, "I2").locator(".line", has_text="0 to 4").wait_for()
        page.keyboard.press("s")
        page.wait_for_selector("[id='row-I2'][data-state=corrected]")
    context.close()
    kept = read_gold(tmp_path / "reviewed" / "crashing.gold.json").ruleset
    assert [str(c.rule) for c in kept.criteria] == ["age in [18, 65] a {?}", "EDSS in [0, 4] {?}"]


DOCUMENT = Path(__file__).parent.parent / "docs" / "review.md"


def test_the_walk_of_the_document_makes_the_gold_that_it_shows(browser: Any, tmp_path: Path) -> None:
    shutil.copy(DOCUMENT.with_suffix("") / "stepping.txt", tmp_path)
    review, evaluate = re.findall(r"^trialrules (.*)$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert shlex.split(review) == ["review", "rules.jsonl", "--gold", "reviewed", "--reviewer", "A. Nurse"]
    rules(tmp_path, ("stepping", (tmp_path / "stepping.txt").read_text(encoding="utf-8")))
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    with serving(tmp_path, "rules.jsonl", "--gold", "reviewed") as server:
        page.goto(server.address)
        for id in ("I1", "I2", "I3"):
            page.wait_for_selector(f"[id='row-{id}'].current .actions")
            page.keyboard.press("a")

        falls = row(page, "I4")
        page.wait_for_selector("[id='row-I4'].current .actions")
        page.keyboard.press("c")
        falls.get_by_role("button", name="change").click()
        falls.locator("select[name=range-sign]").select_option("at least (≥)")
        falls.get_by_role("button", name="Apply").first.click()
        falls.locator(".line", has_text="at least 2").wait_for()
        page.keyboard.press("s")

        page.wait_for_selector("[id='row-E1'].current .actions")
        page.keyboard.press("a")
        page.wait_for_selector("[id='row-E2'].current .actions")
        steroids = row(page, "E2")
        page.keyboard.press("c")
        inhaled = steroids.locator(".node .node", has_text="inhaled")
        inhaled.get_by_role("button", name="remove", exact=True).first.click()
        playwright.expect(steroids.locator(".leaf")).to_have_count(1)
        steroids.get_by_role("button", name="change").click()
        drag(page, steroids, "inhaled", "ones")
        steroids.get_by_role("button", name="Exception from marked words").click()
        steroids.locator("input[name=except-0]").fill("inhaled corticosteroid")
        steroids.get_by_role("button", name="Apply").first.click()
        steroids.locator(".line", has_text="but not inhaled corticosteroid").wait_for()
        page.keyboard.press("s")

        for id in ("E3", "E3.1", "E3.2"):
            page.wait_for_selector(f"[id='row-{id}'].current .actions")
            page.keyboard.press("a")
        page.wait_for_selector("[id='row-E4'].current .actions")
        page.keyboard.press("x")
        page.keyboard.type("what about other vests?")
        page.keyboard.press("Enter")
        page.wait_for_selector("[id='row-E4'][data-state=rejected]")
    context.close()
    made, shown = (
        json.loads((folder / "reviewed" / "stepping.gold.json").read_text(encoding="utf-8"))
        for folder in (tmp_path, DOCUMENT.with_suffix(""))
    )
    assert made["passes"][0].pop("date") >= shown["passes"][0].pop("date")
    assert made == shown
    done = CliRunner().invoke(main, shlex.split(evaluate.replace("reviewed", str(tmp_path / "reviewed"))))
    assert done.exit_code == 0
    assert "falls >= 2" in done.stdout
