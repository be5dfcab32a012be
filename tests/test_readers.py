"""Every reader by a record of its own, and every way in which an input can be refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from trialrules import extract
from trialrules.errors import ReadError, TrialRulesError
from trialrules.models.ruleset import Trial
from trialrules.pipeline.readers import READERS, read, read_text
from trialrules.pipeline.view import view

DATA = Path(__file__).parent / "data" / "readers"
FIELDS = {
    "ctgov_json": ("NCT99000001", "Lumivirin in Harbour Fever", "2024-05-17", "21 Years", "64 Years", "ALL", False),
    "ctgov_xml": ("NCT99000002", "Brellazole for Quiet Gout", "2015-03-09", "30 Years", "N/A", "Female", True),
    "ctis": ("2031-590001-11-00", "Ostrelin in Marsh Fever", "2031-06-02", "18 Years", None, "Female", None),
    "euctr_json": ("2029-000077-31", "Kelvorin in Tidal Asthma", "2029-03-04", "12 Years", "17 Years", "All", False),
    "euctr_record": ("2028-001234-56", "Brindolast for Hill Gout", "2028-05-06", "18 Years", "64 Years", "Male", False),
    "ictrp_json": ("ChiCTR9900000007", "Ginkarine for Delta Flu", "2027-08-09", "18 Years", "70 Years", "All", None),
    "ictrp_xml": ("EUCTR2029-000078-32-DE", "Velmorin in River Rash", "2029-11-09", "18 Years", None, "Male", None),
    "isrctn_json": ("ISRCTN99000005", "Warm milk for night cough", None, None, None, "Both", True),
    "isrctn_xml": ("ISRCTN99000006", "Cold tea for day cough", "2030-01-31", None, None, "Female", False),
    "html": (None, "Tessaline trial", None, None, None, None, None),
    "plain": ("NCT99000003", "Orvalin for Winter Cough", "2022-11-30", "18 Years", "75 Years", "ALL", False),
}


@pytest.mark.parametrize("raw", sorted(DATA.glob("*.raw")), ids=lambda path: path.stem)
def test_record(raw: Path) -> None:
    trial = read(raw)
    assert trial.text == raw.with_suffix(".expected").read_text("utf-8")
    fields = (trial.id, trial.title, trial.updated, trial.minimum_age, trial.maximum_age, trial.sex)
    assert (*fields, trial.healthy_volunteers) == FIELDS[raw.stem]
    assert trial == read(raw.read_bytes())


def test_every_reader_has_a_record() -> None:
    assert {reader.__name__.rpartition(".")[2] for reader in READERS} == {path.stem for path in DATA.glob("*.raw")}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty input"),
        (b" \n\t ", "empty input"),
        (b"PK\x03\x04\x00\x00", "binary data (a NUL byte at offset 4)"),
        (b"Age \xe9", "not UTF-8: byte 0xe9 at offset 4"),
        (b'{"a": 1,\n "b" 2}', "broken JSON: Expecting ':' delimiter at line 2, column 6"),
        (b'{"protocolSection": {}}', "JSON without eligibility criteria"),
        (b"[" * 100_000, "broken JSON: nested too deeply"),
        (b"<?xml version='1.0'?>\n<clinical_study>\n<a></clinical_study>", "broken XML: mismatched tag at line 3"),
        (b"<clinical_study><eligibility/></clinical_study>", "XML without eligibility criteria"),
        (b"<?xml version='1.0'?><other/>", "XML of an unknown kind (<other>"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><clinical_study/>', "declares its own entities"),
        (b"<html><script>x</script></html>", "HTML without visible text"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(data)
    assert reason in str(refused.value)
    assert isinstance(refused.value, TrialRulesError)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="directory"):
        read(tmp_path)


def test_encodings() -> None:
    assert read("Age ≥ 18".encode("utf-16")).text == "Age ≥ 18"
    assert read("\ufeffAge ≥ 18".encode()).text == "\ufeffAge ≥ 18"
    assert read(b"Age 18\r\nConsent\r\n").text == "Age 18\r\nConsent\r\n"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Clinical Study IdentifierNCT99000009\nSee NCT99000008", "NCT99000009"),
        ("- Registration Number\n- NCT99000009\n- Status", "NCT99000009"),
        ("Inclusion Criteria:\n- Completed NCT99000009 in the last year", None),
        ("EudraCT Number: 2019-001234-12", "2019-001234-12"),
    ],
)
def test_own_number(text: str, number: str | None) -> None:
    assert read_text(text).id == number


@pytest.mark.parametrize(
    ("written", "updated"),
    [
        ("2024-05-17", "2024-05-17"),
        ("2024-05", "2024-05"),
        ("17 May 2024", "2024-05-17"),
        ("yesterday", None),
        ("2020-02-30", None),
        ("2020-13", None),
        ("31 April 2020", None),
        ("0000-01-01", None),
        ("٢٠٢٤-٠٥-١٧", None),
        (5, None),
    ],
)
def test_what_is_no_date_is_none(written: object, updated: str | None) -> None:
    protocol = {
        "eligibilityModule": {"eligibilityCriteria": "Gout"},
        "statusModule": {"lastUpdatePostDateStruct": {"date": written}},
    }
    record = read(json.dumps({"protocolSection": protocol}).encode())
    assert record.updated == updated
    assert extract(record).trial.updated == updated
    assert extract(replace(record, updated=str(written))).trial.updated == updated


@pytest.mark.parametrize("updated", ["yesterday", "2020-02-30", "2020", "2020-2-3", "20200203", "2020-02-03T00:00", ""])
def test_the_contract_takes_an_iso_date_only(updated: str) -> None:
    with pytest.raises(ValidationError, match="updated"):
        Trial(id="text", updated=updated)


CRITERIA = "<h2>Inclusion criteria</h2><ul><li>Gout</li></ul><h3>Exclusion criteria</h3><ul><li>Asthma</li></ul>"


@pytest.mark.parametrize(
    "page",
    [
        "<nav>Migraine 18 years</nav>{}",
        "{}<footer><p>Migraine</p></footer>",
        "{}<aside>Patients with migraine<aside>within</aside> must call</aside>",
        "{}<footer>Migraine<nav>at least 18 years</nav>, too</footer>",
        "{}<h2>Living with migraine</h2><p>Migraine is common.</p><h3>More about it</h3><ul><li>Stroke</li></ul>",
        "{}<h3>Frequently asked questions</h3><p>Is migraine a stroke?</p>",
        "{}<h2>Contact us</h2><ul><li>Migraine</li></ul>",
        "<h2>About this study</h2><p>Patients with active migraine must be treated.</p>{}",
        "{}<script>migraine()</script><style>.migraine {{}}</style>",
    ],
)
def test_what_stands_around_the_criteria_of_a_page_is_none(page: str) -> None:
    trial = read(f"<html><body>{page.format(CRITERIA)}</body></html>".encode())
    rules = {c.id: str(c.rule) for c in extract(trial).criteria}
    assert rules == {"I1": "condition gout", "E1": "condition asthma"}


@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("<nav>" + CRITERIA, 2),  # never closed
        (CRITERIA + "<h4>Heart</h4><ul><li>Stroke</li></ul>", 3),
        (CRITERIA + "<h3>Medical history</h3><ul><li>Stroke</li></ul>", 3),
        (CRITERIA + "<h2>Healthy volunteers</h2><ul><li>Stroke</li></ul>", 3),
        ("<h1>Trial</h1><h2>Inclusion criteria</h2><p>Gout</p><h2>Exclusion criteria</h2><p>Asthma</p>", 2),
    ],
)
def test_no_criterion_of_a_page_is_lost(page: str, count: int) -> None:
    ids = [c.id for c in extract(read(f"<html><body>{page}</body></html>".encode())).criteria]
    assert len([i for i in ids if "." not in i and not i.startswith("U")]) == count, ids


def test_a_page_keeps_its_visible_text() -> None:
    trial = read(f"<html><body>{CRITERIA}<footer>Migraine</footer></body></html>".encode())
    assert trial.text.endswith("Asthma\nMigraine\n")
    assert [trial.text[slice(*span)] for span in trial.asides] == ["Migraine\n"]
    assert [(trial.text[a:b].strip(), level) for a, b, level in trial.headings] == [
        ("Inclusion criteria", 2),
        ("Exclusion criteria", 3),
    ]


def test_labelled_fields() -> None:
    trial = read_text("Ages Eligible for Study: 6 Months to 17 Years\nSex: Male\nAccepts Healthy Volunteers: Yes\n")
    assert (trial.minimum_age, trial.maximum_age) == ("6 Months", "17 Years")
    assert (trial.sex, trial.healthy_volunteers) == ("Male", True)


@given(st.text(st.sampled_from("a1 \\<>&;#xbrgelt/=≥μ＞\t\r\n_0Dd–'"), max_size=80) | st.text(max_size=200))
def test_view_keeps_every_offset(text: str) -> None:
    assert len(view(text)) == len(text)
    assert view(view(text)) == view(view(view(text)))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (r"ALT \<3 x 10\^9", "ALT  <3 x 10 ^9"),
        ("age &ge;18 &amp;lt; 9", "age ≥   18 <        9"),
        ("＞１８　years − 2", ">18 years - 2"),
        ("a<br/>b_x000D_c", "a    \nb       c"),
        ("a<br/ >b", "a     \nb"),
        ("\uf0b7 x \uf0b3 2", "• x ≥ 2"),
        ("â€¢ x â‰¥ 2 Âµg, 5 Â± 1", "•   x ≥   2 µ g, 5 ±  1"),
        ("a\r\nb\rc", "a \nb\nc"),
        ("“x” ⩾ 2\u200bμg", '"x" ≥ 2 µg'),
    ],
)
def test_view(text: str, seen: str) -> None:
    assert view(text) == seen
