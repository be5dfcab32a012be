"""Invented patients, the same for the same seed: laboratory values in several units, drugs, diseases, and gaps.

The limits of normal are round numbers of the usual size, made to exercise units; they are no reference for the clinic.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from ...models.patient import Patient

Facts = dict[str, Any]

INDEX = date(2026, 3, 31)
"""The day on which the patients are seen."""

LABS: dict[str, tuple[tuple[str, float, float], ...]] = {
    "ALT": (("U/L", 7, 45),),
    "AST": (("U/L", 8, 40),),
    "total bilirubin": (("mg/dL", 0.2, 1.2), ("umol/L", 3, 21)),
    "creatinine": (("mg/dL", 0.6, 1.2), ("umol/L", 53, 106)),
    "eGFR": (("mL/min/{1.73_m2}", 60, 120),),
    "hemoglobin": (("g/dL", 12, 16.5), ("g/L", 120, 165), ("mmol/L", 7.4, 10.2)),
    "platelet count": (("10*9/L", 150, 400), ("/uL", 150_000, 400_000), ("K/uL", 150, 400)),
    "neutrophil count": (("10*9/L", 1.8, 7.5), ("/uL", 1800, 7500)),
    "white blood cell count": (("10*9/L", 4, 11), ("/uL", 4000, 11_000)),
    "lymphocyte count": (("10*9/L", 1, 4),),
    "glucose": (("mg/dL", 70, 100), ("mmol/L", 3.9, 5.6)),
    "HbA1c": (("%", 4, 5.7), ("mmol/mol", 20, 39)),
    "potassium": (("mmol/L", 3.5, 5.1), ("meq/L", 3.5, 5.1)),
    "albumin": (("g/dL", 3.5, 5), ("g/L", 35, 50)),
    "INR": (("1", 0.9, 1.1),),
    "systolic blood pressure": (("mm[Hg]", 100, 140),),
    "diastolic blood pressure": (("mm[Hg]", 60, 90),),
    "heart rate": (("/min", 55, 95),),
    "QTcF": (("ms", 370, 450),),
    "BMI": (("kg/m2", 18.5, 30),),
    "LVEF": (("%", 52, 70),),
}
"""Name → units, each with its lower and upper limit of normal."""
FAR = {"ALT", "AST", "total bilirubin", "creatinine", "glucose", "platelet count", "white blood cell count"}
"""What lies far out of its limits now and then."""
SCORES = {"ECOG": 4, "EDSS": 8, "NYHA class": 4}
DRUGS = (
    "azathioprine", "Imuran", "rituximab", "methotrexate", "tocilizumab", "baricitinib", "cyclophosphamide", "lithium",
    "apixaban", "rivaroxaban", "warfarin", "itraconazole", "infliximab", "adalimumab", "Humira", "alemtuzumab",
    "natalizumab", "Tysabri", "fingolimod", "sulfasalazine", "metformin", "insulin", "hydroxychloroquine", "rifampin",
    "phenytoin", "theophylline", "simvastatin", "amlodipine", "omeprazole", "ibuprofen", "aspirin", "levothyroxine",
)  # fmt: skip
DOSED = {"prednisone": (5, 10, 20, 40), "methylprednisolone": (4, 8, 16)}
"""Drug → doses in mg a day."""
PROCEDURES = ("plasma exchange", "hip replacement", "dialysis", "kidney biopsy", "splenectomy", "bariatric surgery")
CONDITIONS = (
    "pregnancy", "malignancy", "diabetes mellitus", "stroke", "myocardial infarction", "atrial fibrillation",
    "hypertension", "unstable angina", "chronic obstructive pulmonary disease", "hepatitis B", "hepatitis C",
    "tuberculosis", "HIV infection", "Gilbert's syndrome", "ulcerative colitis", "Crohn's disease", "lupus nephritis",
    "relapsing-remitting multiple sclerosis", "asthma", "epilepsy", "major depressive disorder", "substance abuse",
)  # fmt: skip
KINDS = {
    "rituximab": ("anti-CD20 antibody",), "prednisone": ("corticosteroid",), "methylprednisolone": ("corticosteroid",),
    "warfarin": ("anticoagulant",), "apixaban": ("anticoagulant",), "rivaroxaban": ("anticoagulant",),
    "baricitinib": ("JAK inhibitor",), "itraconazole": ("strong CYP3A4 inhibitor",),
}  # fmt: skip


def patients(count: int, seed: int = 0) -> Iterator[Patient]:
    """So many patients, as of :data:`INDEX`; the n-th is the same however many are asked for."""
    for n in range(count):
        yield Patient.model_validate(_patient(f"P{n + 1:05}", Random(f"{seed} {n}")))


def _patient(id: str, r: Random) -> Facts:
    sex = r.choice(("male", "female"))
    drugs = r.sample((*DRUGS, *DOSED), r.randint(0, 6))
    asked = sex == "female" and r.random() < 0.7
    return {
        "id": id,
        "birth_date": _sometimes(r, 0.98, lambda: _day(r, 16 * 365, 90 * 365, exact=0.9)),
        "sex": _sometimes(r, 0.98, lambda: sex),
        "attributes": {"childbearing potential": r.choice(("yes", "no"))} if asked else {},
        "observations": [value for name in LABS if r.random() < 0.7 for value in _values(name, r)]
        + [_score(name, r) for name in SCORES if r.random() < 0.5],
        "treatments": [_lasting(name, r) | _dose(name, r) for name in drugs]
        + [_lasting(name, r) | {"role": "procedure"} for name in r.sample(PROCEDURES, r.randint(0, 2))],
        "conditions": [_lasting(name, r) for name in r.sample(CONDITIONS, r.randint(0, 4))],
        "complete": [part for part in ("treatments", "conditions") if r.random() < 0.4],
    }


def _sometimes(r: Random, share: float, make: Callable[[], Any]) -> Any:
    return make() if r.random() < share else None


def _day(r: Random, least: int, most: int, exact: float = 0.85) -> str:
    """A day so many days before the index; in some records only its month or year."""
    day = (INDEX - timedelta(days=r.randint(least, most))).isoformat()
    return day if r.random() < exact else day[: r.choice((4, 7))]


def _values(name: str, r: Random) -> Iterator[Facts]:
    unit, low, high = r.choice(LABS[name])
    for _ in range(r.randint(1, 4)):
        value = low + (high - low) * r.gauss(0.5, 0.35)
        far = r.choice((0.4, 2.5, 6)) if name in FAR and r.random() < 0.2 else 1
        limits = {"low": low, "high": high} if r.random() < 0.8 else {}
        yield {
            "name": name, "value": round(abs(value) * far, 2), "unit": _sometimes(r, 0.97, lambda: unit),
            "date": _sometimes(r, 0.97, lambda: _day(r, 0, 400, exact=0.97)), **limits,
        }  # fmt: skip


def _score(name: str, r: Random) -> Facts:
    return {"name": name, "value": r.randint(0, SCORES[name]), "date": _day(r, 0, 200, exact=1)}


def _lasting(name: str, r: Random) -> Facts:
    """Something that began and, in one of two, ended; with the kinds that it is of, where they are written."""
    began = r.randint(30, 3000)
    over = r.random() < 0.5
    return {
        "name": name, "kinds": KINDS.get(name, ()), "start": _sometimes(r, 0.9, lambda: _day(r, began, began)),
        "end": _day(r, 0, began, exact=1) if over else None, "ongoing": not over if r.random() < 0.9 else None,
        "uncertain": r.random() < 0.03,
    }  # fmt: skip


def _dose(name: str, r: Random) -> Facts:
    return {"dose": r.choice(DOSED[name]), "dose_unit": "mg/d"} if name in DOSED else {}
