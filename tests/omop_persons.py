"""A small OMOP CDM for tests: a vocabulary of a few concepts, and persons made by chance around the rules' limits."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, Any]
INDEX = date(2026, 12, 31)
"""On the last day of a year, the year of birth tells the age."""
CONCEPTS = [
    (1, "Platelets [#/volume] in Blood", "Measurement", "LOINC", "Lab Test", "777-3"),
    (2, "Alanine aminotransferase [Enzymatic activity/volume] in Serum", "Measurement", "LOINC", "Lab Test", "1742-6"),
    (3, "natalizumab", "Drug", "RxNorm", "Ingredient", "100000003"),
    (4, "natalizumab 20 MG/ML Injection", "Drug", "RxNorm", "Clinical Drug", "100000004"),
    (5, "methotrexate", "Drug", "RxNorm", "Ingredient", "100000005"),
    (6, "Malignancy", "Condition", "SNOMED", "Disorder", "100000006"),
    (7, "Basal cell carcinoma", "Condition", "SNOMED", "Disorder", "100000007"),
    (8, "Lymphoma", "Condition", "SNOMED", "Disorder", "100000008"),
    (9, "Hypertension", "Condition", "SNOMED", "Disorder", "100000009"),
    (10, "Splenectomy", "Procedure", "SNOMED", "Procedure", "100000010"),
    (21, "billion per liter", "Unit", "UCUM", "Unit", "10*9/L"),
    (22, "thousand per microliter", "Unit", "UCUM", "Unit", "10*3/uL"),
    (23, "per microliter", "Unit", "UCUM", "Unit", "/uL"),
    (24, "unit per liter", "Unit", "UCUM", "Unit", "U/L"),
]
ANCESTORS = [(3, 4), (6, 7), (6, 8)]
TABLES = {
    "concept": "concept_id int, concept_name text, domain_id text, vocabulary_id text, concept_class_id text, "
    "standard_concept text, concept_code text, invalid_reason text",
    "concept_relationship": "concept_id_1 int, concept_id_2 int, relationship_id text, invalid_reason text",
    "concept_ancestor": "ancestor_concept_id int, descendant_concept_id int",
    "person": "person_id int, gender_concept_id int, year_of_birth int, month_of_birth int, day_of_birth int",
    "observation_period": "observation_period_id int, person_id int, observation_period_start_date date, "
    "observation_period_end_date date, period_type_concept_id int",
    "measurement": "measurement_id int, person_id int, measurement_concept_id int, measurement_date date, "
    "operator_concept_id int, value_as_number double, unit_concept_id int, range_low double, range_high double, "
    "visit_occurrence_id int",
    "drug_exposure": "drug_exposure_id int, person_id int, drug_concept_id int, drug_exposure_start_date date, "
    "drug_exposure_end_date date, days_supply int, quantity double, refills int, visit_occurrence_id int",
    "condition_occurrence": "condition_occurrence_id int, person_id int, condition_concept_id int, "
    "condition_start_date date, condition_end_date date, visit_occurrence_id int",
    "procedure_occurrence": "procedure_occurrence_id int, person_id int, procedure_concept_id int, "
    "procedure_date date, quantity int, visit_occurrence_id int",
    "cohort": "cohort_definition_id int, subject_id int, cohort_start_date date, cohort_end_date date",
}


def cdm(path: Path, persons: int, seed: int = 1) -> Path:
    """A DuckDB database with so many persons, all of whom are observed on the index day."""
    with duckdb.connect(str(path)) as rows:
        for table, columns in TABLES.items():
            rows.execute(f"create table {table} ({columns})")
        rows.executemany("insert into concept values (?, ?, ?, ?, ?, 'S', ?, null)", CONCEPTS)
        rows.executemany("insert into concept_ancestor values (?, ?)", ANCESTORS + [(c[0], c[0]) for c in CONCEPTS])
        chance = random.Random(seed)
        for id in range(1, persons + 1):
            for table, row in _person(id, chance):
                marks = ", ".join("?" * len(row))
                rows.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", [*row.values()])
    return path


def _person(id: int, chance: random.Random) -> Iterator[tuple[str, Row]]:
    born = date(chance.choice((1960, 1970, 1971, 1990, 2008, 2009)), chance.randint(1, 12), chance.randint(1, 28))
    yield "person", {
        "person_id": id, "gender_concept_id": chance.choice((8507, 8532)), "year_of_birth": born.year,
        "month_of_birth": born.month, "day_of_birth": born.day,
    }  # fmt: skip
    yield "observation_period", {
        "observation_period_id": id, "person_id": id, "observation_period_start_date": date(2010, 1, 1),
        "observation_period_end_date": date(2027, 12, 31), "period_type_concept_id": 0,
    }  # fmt: skip
    number = iter(range(id * 100, id * 100 + 100))
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        unit, factor = chance.choice(((21, 1), (22, 1), (23, 1000), (None, 1)))
        value = chance.choice((60, 99, 100, 101, 250)) * factor
        yield "measurement", _value(next(number), id, 1, value, unit, chance)
    for _ in range(chance.choice((0, 1, 1, 2))):
        value = chance.choice((20, 119, 120, 121))
        yield "measurement", {**_value(next(number), id, 2, value, 24, chance), "range_low": 5, "range_high": 40}
    for concept in chance.sample((3, 4, 5), chance.choice((0, 1, 2))):
        start = INDEX - timedelta(days=chance.choice((10, 61, 62, 63, 91, 92, 93, 400)))
        yield "drug_exposure", {
            "drug_exposure_id": next(number), "person_id": id, "drug_concept_id": concept,
            "drug_exposure_start_date": start,
            "drug_exposure_end_date": start + timedelta(days=chance.choice((0, 0, 1, 30))),
        }  # fmt: skip
    for concept in chance.sample((6, 7, 8, 9), chance.choice((0, 0, 1, 2))):
        start = INDEX - timedelta(days=chance.choice((20, 364, 365, 366, 900)))
        yield "condition_occurrence", {
            "condition_occurrence_id": next(number), "person_id": id, "condition_concept_id": concept,
            "condition_start_date": start, "condition_end_date": start + timedelta(days=chance.choice((2, 15, 1000))),
        }  # fmt: skip
    if chance.random() < 0.5:
        day = INDEX - timedelta(days=chance.choice((10, 89, 92, 93, 300)))
        yield "procedure_occurrence", {
            "procedure_occurrence_id": next(number), "person_id": id, "procedure_concept_id": 10, "procedure_date": day,
        }  # fmt: skip


def _value(id: int, person: int, concept: int, value: float, unit: int | None, chance: random.Random) -> Row:
    """Circe does not see a value without a unit beside another of the day: such ones have days of their own."""
    ago = (-5, 0, 3, 27, 28, 29, 200) if unit is not None else (4, 30)
    return {
        "measurement_id": id, "person_id": person, "measurement_concept_id": concept,
        "measurement_date": INDEX - timedelta(days=chance.choice(ago)), "value_as_number": value,
        "unit_concept_id": unit, "operator_concept_id": chance.choice((None, None, 4172703, 4172704)),
    }  # fmt: skip
