"""Scales that class one disease, and the names of what they class; a stage is of whatever disease stands before it."""

import re

from .nodes import Rule

_COPD = re.compile(r"chronic obstructive|copd|emphysema")
_CLASSED = {
    "NYHA": re.compile(r"(?:heart|cardiac|ventricular) (?:failure|insufficiency)|cardiomyopathy"),
    "Child-Pugh": re.compile(r"cirrho|liver|hepat"),
    "CCS class": re.compile(r"angina"),
    "Killip class": re.compile(r"infarct"),
    "GOLD stage": _COPD, "GOLD group": _COPD,
    **dict.fromkeys(("Fontaine stage", "Rutherford category"), re.compile(r"arter|limb|claudicat|peripheral vasc")),
    **dict.fromkeys(("Hunt and Hess grade", "WFNS grade", "Fisher grade"), re.compile(r"hemorrhage|aneurysm")),
    **dict.fromkeys(("Rai stage", "Binet stage"), re.compile(r"leukemia|lymph")),
    **dict.fromkeys(("ISS stage", "R-ISS stage", "Durie-Salmon stage"), re.compile(r"myeloma")),
    **dict.fromkeys(("Garden type", "Gustilo type", "Schatzker type"), re.compile(r"fracture")),
    **dict.fromkeys(("CKD stage", "AKI stage"), re.compile(r"kidney|renal")),
    "Hoehn and Yahr": re.compile(r"parkinson"),
    "Hurley stage": re.compile(r"hidradenitis"),
    "Wagner grade": re.compile(r"ulcer|foot"),
    "BCLC stage": re.compile(r"hepatocellular|liver"),
    "Kellgren-Lawrence grade": re.compile(r"arthritis|arthrosis"),
    "Ann Arbor stage": re.compile(r"lymphoma"),
    "FIGO stage": re.compile(r"cancer|carcinoma|tumor"),
    "WHO functional class": re.compile(r"pulmonary"),
    "Forrest class": re.compile(r"ulcer|bleed|hemorrhage"),
    "MGFA class": re.compile(r"myasthenia"),
    "Los Angeles grade": re.compile(r"esophagitis|reflux"),
    "POP-Q stage": re.compile(r"prolapse"),
    "Spetzler-Martin grade": re.compile(r"malformation"),
    **dict.fromkeys(("VAS", "NRS", "pain VAS", "pain NRS"), re.compile(r"\bpain|ache\b|algia\b|dysmenorrh")),
    "modified Ashworth scale": re.compile(r"spastic|hyperton"),
    "mMRC": re.compile(r"dyspn"),
    "disease stage": re.compile(""),
}  # fmt: skip


def classes(scale: str, of: Rule) -> bool:
    """Whether a scale classes the disease of a leaf."""
    disease = _CLASSED.get(scale) if of["op"] == "condition" else None
    return disease is not None and disease.search(of["condition"]["name"]) is not None
