"""Names that share words with others: each has the span of all its words, from the first to the last."""

import pytest
from readings import criterion, read
from trialrules.models import Condition, Exposure
from trialrules.models.algebra import occurrences


def spans(words: str, kind: str = "Exclusion") -> dict[str, str]:
    """The words of each name in a criterion."""
    found: dict[str, str] = {}
    for leaf in (o.leaf for o in occurrences(criterion(words, kind).rule)):
        if isinstance(leaf, Condition | Exposure):
            what = leaf.condition if isinstance(leaf, Condition) else leaf.agent
            assert leaf.span is not None
            assert what.span is not None
            assert leaf.span.start <= what.span.start < what.span.end <= leaf.span.end
            found[what.name] = what.text or ""
    return found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "viral or toxic hepatitis",
            {"viral hepatitis": "viral or toxic hepatitis", "toxic hepatitis": "toxic hepatitis"},
        ),
        ("hepatitis B or C", {"hepatitis b": "hepatitis B", "hepatitis c": "hepatitis B or C"}),
        (
            "hyper- or hypothyroidism",
            {"hyperthyroidism": "hyper- or hypothyroidism", "hypothyroidism": "hypothyroidism"},
        ),
        (
            "oral or inhaled steroids",
            {"oral corticosteroid": "oral or inhaled steroids", "inhaled corticosteroid": "inhaled steroids"},
        ),
        (
            "i.v. antibiotics or antifungals",
            {"intravenous antibiotic": "i.v. antibiotics", "intravenous antifungal": "i.v. antibiotics or antifungals"},
        ),
        (
            "strong CYP3A4 inhibitors or inducers",
            {
                "strong cyp3a4 inhibitor": "strong CYP3A4 inhibitors",
                "strong cyp3a4 inducer": "strong CYP3A4 inhibitors or inducers",
            },
        ),
        (
            "PD-1 or PD-L1 inhibitors",
            {"anti-pd-1": "PD-1 or PD-L1 inhibitors", "anti-pd-l1": "PD-L1 inhibitors"},
        ),
        (
            "hip or knee replacement",
            {"hip replacement": "hip or knee replacement", "knee replacement": "knee replacement"},
        ),
        (
            "inactivated or mRNA vaccine",
            {"inactivated vaccine": "inactivated or mRNA vaccine", "mrna vaccine": "mRNA vaccine"},
        ),
        (
            "fracture of the hip or pelvis",
            {"hip fracture": "fracture of the hip", "pelvis fracture": "fracture of the hip or pelvis"},
        ),
        (
            "heart failure due to amyloidosis or sarcoidosis",
            {
                "heart failure due to amyloidosis": "heart failure due to amyloidosis",
                "heart failure due to sarcoidosis": "heart failure due to amyloidosis or sarcoidosis",
            },
        ),
        (
            "moderate or severe liver or kidney failure",
            {
                "moderate liver failure": "moderate or severe liver or kidney failure",
                "severe liver failure": "severe liver or kidney failure",
                "moderate kidney failure": "moderate or severe liver or kidney failure",
                "severe kidney failure": "severe liver or kidney failure",
            },
        ),
    ],
)
def test_a_name_has_the_span_of_all_its_words(words: str, expected: dict[str, str]) -> None:
    assert spans(words) == expected


def test_a_status_is_none_of_the_words() -> None:
    assert spans("active or latent tuberculosis")["tuberculosis"] == "tuberculosis"


@pytest.mark.parametrize("words", ["asthma or COPD", "aspirin, warfarin", "surgery or radiotherapy"])
def test_what_shares_no_word_keeps_its_own(words: str) -> None:
    found = list(spans(words).values())
    assert all(one in ("asthma", "COPD", "aspirin", "warfarin", "surgery", "radiotherapy") for one in found)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("in situ carcinoma of the cervix or breast", ["cervical carcinoma in situ", "breast carcinoma in situ"]),
        ("oral or intravenous bisphosphonates", ["oral bisphosphonate", "intravenous bisphosphonate"]),
        ("congestive heart failure", ["congestive heart failure"]),
        ("juvenile parkinsonism", ["juvenile parkinsonism"]),
        ("severe or life-threatening asthma", ["severe asthma", "life-threatening asthma"]),
        (
            "metastatic or castration-resistant prostate cancer",
            ["metastatic prostate cancer", "castration-resistant prostate cancer"],
        ),
        ("mild or moderate low-risk disease", ["mild low-risk disease", "moderate low-risk disease"]),
    ],
)
def test_a_kind_keeps_its_own_name(words: str, expected: list[str]) -> None:
    assert list(spans(words)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "uncontrolled type 1 or type 2 diabetes",
            {
                "uncontrolled type 1 diabetes": "uncontrolled type 1 or type 2 diabetes",
                "uncontrolled type 2 diabetes": "uncontrolled type 1 or type 2 diabetes",
            },
        ),
        (
            "type 1 or type 2 diabetes",
            {"type 1 diabetes": "type 1 or type 2 diabetes", "type 2 diabetes": "type 2 diabetes"},
        ),
        ("drug-induced lupus", {"drug-induced lupus": "drug-induced lupus"}),
        (
            "anti-CD19 CAR-T cell therapy",
            {"anti-cd19 car-t cell therapy": "anti-CD19 CAR-T cell therapy"},
        ),
        (
            "nonunion or malunion of the tibia",
            {"tibia nonunion": "nonunion or malunion of the tibia", "tibia malunion": "malunion of the tibia"},
        ),
    ],
)
def test_degrees_targets_and_sites_are_of_the_name(words: str, expected: dict[str, str]) -> None:
    assert spans(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Thrombosis of the portal, splenic or mesenteric vein",
            "any(condition portal vein thrombosis; condition splenic vein thrombosis; "
            "condition mesenteric vein thrombosis)",
        ),
        (
            "Stenosis of the renal or iliac arteries",
            "any(condition renal artery stenosis; condition iliac artery stenosis)",
        ),
        (
            "Carcinoma of the tonsil, base of tongue or larynx",
            "any(condition tonsil carcinoma; condition tongue base carcinoma; condition larynx carcinoma)",
        ),
        ("Carcinoma of the head of the pancreas", "condition pancreas head carcinoma"),
        (
            "Dryness of the mouth, nasal mucosa or eyes",
            "any(condition mouth dryness; condition nasal mucosa dryness; condition eye dryness)",
        ),
    ],
)
def test_sites_of_a_list_share_the_last_noun(words: str, expected: str) -> None:
    assert read(f"Exclusion: {words}") == (expected, "full")


@pytest.mark.parametrize(
    "words",
    [
        "Fracture of the hip, severe or recent",
        "Infection of the urinary tract, bacterial or fungal",
        "Cancer of the breast, advanced or metastatic",
    ],
)
def test_what_tells_of_the_whole_is_no_further_site(words: str) -> None:
    assert read(f"Exclusion: {words}")[1] == "partial"
