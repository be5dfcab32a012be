"""Patients from an OMOP CDM: a DuckDB database, or Parquet or CSV files."""

import json
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
import trialrules
from click.testing import CliRunner
from test_patients import asked
from trialrules.cli import main
from trialrules.models import parse
from trialrules.models.patient import Patient

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]

PLATELETS, RITUXIMAB = 3024929, 1314273
"""OMOP's own ids; those from two thousand million on are free for a site."""
PRODUCT, CLASS, HODGKIN, MALIGNANT, HODGKIN_ICD, SPLENECTOMY, ECOG, ALLERGY, MG = range(2_000_000_001, 2_000_000_010)
PER_L, PER_UL = 9444, 8647
PRELIMINARY, LESS, HISTORY_OF = 32899, 4171756, 1340204
NO_DATE = "2026-13-40"


def concept(id: int, name: str, system: str, code: str, domain: str = "", kind: str = "", flag: str = "S") -> Any:
    return {
        "concept_id": id, "concept_name": name, "domain_id": domain, "vocabulary_id": system, "concept_class_id": kind,
        "standard_concept": flag, "concept_code": code,
    }  # fmt: skip


def above(ancestor: int, descendant: int) -> Any:
    return {"ancestor_concept_id": ancestor, "descendant_concept_id": descendant}


VOCABULARY: Tables = {
    "concept": [
        concept(0, "No matching concept", "None", "No matching concept"),
        concept(PLATELETS, "Platelets [#/volume] in Blood by Automated count", "LOINC", "777-3", "Measurement"),
        concept(PER_L, "billion per liter", "UCUM", "10*9/L", "Unit"),
        concept(PER_UL, "per microliter", "UCUM", "/uL", "Unit"),
        concept(MG, "milligram", "UCUM", "mg", "Unit"),
        concept(PRODUCT, "Infusion A 100 mg", "Site", "a", "Drug", "Clinical Drug"),
        concept(RITUXIMAB, "rituximab", "RxNorm", "121191", "Drug", "Ingredient"),
        concept(CLASS, "Monoclonal antibodies", "Site", "b", "Drug", "Class", "C"),
        concept(HODGKIN, "Hodgkin's disease", "SNOMED", "c", "Condition"),
        concept(MALIGNANT, "Malignant neoplastic disease", "SNOMED", "d", "Condition"),
        concept(HODGKIN_ICD, "Hodgkin lymphoma, unspecified", "ICD10CM", "C81.9", "Condition", flag=""),
        concept(SPLENECTOMY, "Splenectomy", "SNOMED", "e", "Procedure"),
        concept(ECOG, "ECOG performance status", "Site", "f", "Observation"),
        concept(HISTORY_OF, "History of event", "OMOP Extension", "g", "Observation"),
        concept(ALLERGY, "Allergy to drug", "SNOMED", "h", "Observation"),
    ],
    "concept_ancestor": [
        above(PRODUCT, PRODUCT), above(RITUXIMAB, PRODUCT), above(CLASS, PRODUCT), above(MALIGNANT, HODGKIN),
    ],
}  # fmt: skip


def person(id: int = 1, **more: Any) -> Any:
    return {"person_id": id, "gender_concept_id": 8532, "year_of_birth": 1980, "month_of_birth": 5, **more}


def measured(value: float | None, day: str | None, unit: int | None = PER_L, person: int = 1, **more: Any) -> Any:
    return {
        "person_id": person, "measurement_concept_id": PLATELETS, "measurement_date": day, "value_as_number": value,
        "unit_concept_id": unit, "range_low": None, "operator_concept_id": None, **more,
    }  # fmt: skip


def given(concept: int, start: str | None, end: str | None = None, **more: Any) -> Any:
    return {
        "person_id": 1, "drug_concept_id": concept, "drug_exposure_start_date": start, "drug_exposure_end_date": end,
        "drug_source_value": None, "days_supply": None, **more,
    }  # fmt: skip


def had(concept: int, start: str | None = "2010-01-01", **more: Any) -> Any:
    return {
        "person_id": 1, "condition_concept_id": concept, "condition_start_date": start, "condition_end_date": None,
        "condition_source_concept_id": 0, "condition_source_value": None, "condition_status_concept_id": None,
        "visit_occurrence_id": None, **more,
    }  # fmt: skip


def filled(connection: duckdb.DuckDBPyConnection, tables: Tables) -> None:
    connection.begin()
    for name, rows in tables.items():
        columns = list(rows[0])
        types = [_type(column, [row[column] for row in rows]) for column in columns]
        connection.execute(f"CREATE TABLE {name} ({', '.join(map(' '.join, zip(columns, types, strict=True)))})")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", [list(row.values()) for row in rows])
    connection.commit()


def _type(column: str, values: list[Any]) -> str:
    if any(isinstance(value, str) for value in values):
        return "DATE" if column.endswith("_date") and NO_DATE not in values else "VARCHAR"
    return "DECIMAL(18, 3)" if column.endswith("number") or column.startswith("range") else "BIGINT"


def database(tmp_path: Path, tables: Tables) -> Path:
    path = tmp_path / "extract.db"
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        filled(connection, tables)
    return path


def folder(tmp_path: Path, tables: Tables, ending: str) -> Path:
    path = tmp_path / ending
    path.mkdir()
    with duckdb.connect() as connection:
        filled(connection, tables)
        for name in tables:
            file = path / (name.upper() if name == "concept" else name)
            connection.execute(f"COPY {name} TO '{file}.{ending}'")
    return path


def read(tmp_path: Path, tables: Tables, **options: Any) -> list[Patient]:
    return list(trialrules.read_patients(database(tmp_path, {**VOCABULARY, **tables}), **options))


def holds(tmp_path: Path, rule: str, tables: Tables, **options: Any) -> str:
    (patient,) = read(tmp_path, {"person": [person()], **tables}, **options)
    return asked(parse(rule), patient)


def lab(*rows: Any) -> Tables:
    return {"measurement": list(rows)}


def drugs(*rows: Any) -> Tables:
    return {"drug_exposure": list(rows)}


def ills(*rows: Any) -> Tables:
    return {"condition_occurrence": list(rows)}


def tablets(pieces: float | None, *ingredients: int) -> Tables:
    """So many tablets of 5 mg for ten days, of one or more ingredients."""
    of_each = {"drug_concept_id": PRODUCT, "amount_value": 5, "amount_unit_concept_id": MG}
    strengths = [{**of_each, "ingredient_concept_id": ingredient} for ingredient in ingredients]
    return {**drugs(given(PRODUCT, "2026-03-01", "2026-03-10", quantity=pieces)), "drug_strength": strengths}


def told(concept: int, value: float | None, about: int | None = None) -> Tables:
    return {"observation": [
        {"person_id": 1, "observation_concept_id": concept, "observation_date": "2026-01-15", "value_as_number": value,
         "value_as_concept_id": about},
    ]}  # fmt: skip


LOW = "platelet count < 100 10*9/L"
HISTORY: list[tuple[str, Tables, str]] = [
    ("attribute sex = female", {}, "true"),
    ("age >= 45 a", {}, "true"),
    (LOW, lab(measured(250, "2026-01-01"), measured(90000, "2026-03-01", PER_UL)), "true"),
    (LOW, lab(measured(90, "2026-01-01"), measured(250000, "2026-03-01", PER_UL)), "false"),
    (LOW, lab(measured(90, "2026-03-01", None)), "unknown"),
    (LOW, lab(measured(90, "2026-03-01", 4711)), "unknown"),
    (LOW, lab(measured(90, "2026-03-01", 0, unit_source_value="K/uL")), "true"),
    (LOW, lab(measured(20, "2026-03-01", operator_concept_id=LESS)), "true"),
    (LOW, lab(measured(400, "2026-03-01", operator_concept_id=LESS)), "unknown"),
    (LOW, lab(measured(90, "2026-03-01", operator_concept_id=4711)), "unknown"),
    (LOW, lab(measured(90, None), measured(None, "2026-03-01")), "true"),
    (f"{LOW} [<= 14 d before now]", lab(measured(90, None)), "unknown"),
    (f"{LOW} [<= 14 d before now]", lab(measured(90, NO_DATE)), "unknown"),
    ("platelet count < 0.5 x LLN", lab(measured(70, "2026-03-01", range_low=150)), "true"),
    (LOW, lab(measured(90, "2026-03-01", measurement_concept_id=0, measurement_source_value="PLT")), "true"),
    ("drug rituximab [<= 12 mo before now]", drugs(given(PRODUCT, "2025-12-01", "2025-12-01")), "true"),
    ("drug rituximab [<= 12 mo before now]", drugs(given(PRODUCT, "2023-12-01", "2023-12-01")), "false"),
    ("drug rituximab [<= 12 mo before now]", drugs(given(PRODUCT, "2023-12-01")), "unknown"),
    ("drug rituximab [<= 12 mo before now]", drugs(given(PRODUCT, "2023-12-01", days_supply=30)), "false"),
    ("drug rituximab [<= 12 mo before now]", drugs(given(PRODUCT, None)), "unknown"),
    ("drug rituximab current", drugs(given(PRODUCT, "2026-03-01", "2026-04-30")), "true"),
    ("drug_class \"monoclonal antibody\"", drugs(given(PRODUCT, "2025-12-01")), "true"),
    ("drug rituximab dose >= 10 mg/d", tablets(20, RITUXIMAB), "true"),
    ("drug rituximab dose > 10 mg/d", tablets(20, RITUXIMAB), "false"),
    ("drug rituximab dose > 10 mg/d", tablets(None, RITUXIMAB), "unknown"),
    ("drug rituximab dose > 10 mg/d", tablets(20, RITUXIMAB, CLASS), "unknown"),
    ("drug natalizumab", drugs(given(0, "2025-12-01", drug_source_value="Tysabri")), "true"),
    ("condition malignancy", ills(had(HODGKIN)), "true"),
    ("condition malignancy", ills(had(HODGKIN, condition_status_concept_id=PRELIMINARY)), "unknown"),
    ("condition \"hodgkin lymphoma, unspecified\"", ills(had(0, condition_source_concept_id=HODGKIN_ICD)), "true"),
    ("condition malignancy current", ills(had(HODGKIN, condition_end_date="2012-01-01")), "unknown"),
    ("condition malignancy current", ills(had(HODGKIN, condition_end_date="2010-01-01")), "unknown"),
    (
        "condition malignancy current",
        {
            **ills(had(HODGKIN, condition_end_date="2010-02-01", visit_occurrence_id=7)),
            "visit_occurrence": [{"person_id": 1, "visit_occurrence_id": 7, "visit_end_date": "2010-02-01"}],
        },
        "unknown",
    ),
    (
        "procedure splenectomy [<= 6 mo before now]",
        {"procedure_occurrence": [
            {"person_id": 1, "procedure_concept_id": SPLENECTOMY, "procedure_date": "2026-01-15"}
        ]},
        "true",
    ),
    ("ECOG <= 1", told(ECOG, 1), "true"),
    ("condition malignancy past", told(HISTORY_OF, None, HODGKIN), "true"),
    ("condition malignancy past", told(ECOG, None, HODGKIN), "unknown"),
    ("condition allergy to drug:rituximab", told(ALLERGY, None, RITUXIMAB), "true"),
    ("condition allergy to drug:natalizumab", told(ALLERGY, None, RITUXIMAB), "unknown"),
    ("condition allergy to drug:latex", ills(had(0, condition_source_value="Allergy to latex")), "true"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "tables", "expected"), HISTORY)
def test_rows_are_facts(tmp_path: Path, rule: str, tables: Tables, expected: str) -> None:
    assert holds(tmp_path, rule, tables) == expected


def test_a_laboratory_value_is_known_by_its_loinc_name(tmp_path: Path) -> None:
    name = "Creatinine [Mass/volume] in Serum or Plasma"
    concepts = [concept(PRODUCT, name, "LOINC", "0-0", "Measurement"), concept(CLASS, "mg/dL", "UCUM", "mg/dL")]
    tables = {"concept": concepts, **lab(measured(3, "2026-03-01", CLASS, measurement_concept_id=PRODUCT))}
    assert holds(tmp_path, "creatinine > 2 mg/dL", tables) == "true"


def test_a_source_code_is_a_code(tmp_path: Path) -> None:
    (patient,) = read(tmp_path, {"person": [person()], **ills(had(HODGKIN, condition_source_concept_id=HODGKIN_ICD))})
    (fact,) = patient.conditions
    assert fact.name == "Hodgkin's disease"
    assert ("ICD-10-CM", "C81.9") in [(code.system, code.code) for code in fact.codes]


BIRTHS = [
    ({"day_of_birth": 17}, "1980-05-17"),
    ({}, "1980-05"),
    ({"month_of_birth": None}, "1980"),
    ({"month_of_birth": None, "birth_datetime": "1980-01-01 00:00:00"}, "1980"),
    ({"year_of_birth": None, "birth_datetime": "1980-05-17 00:00:00"}, "1980-05-17"),
    ({"month_of_birth": 13}, "1980-13"),
    ({"year_of_birth": None}, None),
]


@pytest.mark.parametrize(("columns", "birth"), BIRTHS)
def test_a_birth_date_is_as_exact_as_the_columns(tmp_path: Path, columns: dict[str, Any], birth: str | None) -> None:
    (patient,) = read(tmp_path, {"person": [person(**columns)]})
    assert patient.birth_date == birth


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_folder_of_files_is_read_as_a_database_is(tmp_path: Path, ending: str) -> None:
    tables = {
        **VOCABULARY, "person": [person(), person(2)],
        **lab(measured(90000.5, "2026-03-01", PER_UL, range_low=150)), **drugs(given(PRODUCT, "2025-12-01")),
        **ills(had(HODGKIN, condition_source_concept_id=HODGKIN_ICD)),
    }  # fmt: skip
    assert list(trialrules.read_patients(folder(tmp_path, tables, ending))) == read(tmp_path, tables)


def test_files_are_read_as_they_come(tmp_path: Path) -> None:
    """The vocabulary as Athena writes it, with tabs and bare quotes; a table in several files of Parquet."""
    home = folder(tmp_path, {"person": [person()]}, "csv")
    rows = ["\t".join(VOCABULARY["concept"][0]), f'{PRODUCT}\tDrug "A"\tDrug\tSite\tDrug\tS\ta']
    (home / "CONCEPT.csv").write_text("\n".join(rows) + "\n")
    (home / "drug_exposure").mkdir()
    with duckdb.connect() as connection:
        filled(connection, drugs(given(PRODUCT, "2025-12-01"), given(PRODUCT, "2025-12-02")))
        for n, where in enumerate(["<", ">="]):
            query = f"SELECT * FROM drug_exposure WHERE drug_exposure_start_date {where} DATE '2025-12-02'"
            connection.execute(f"COPY ({query}) TO '{home}/drug_exposure/part-{n}.parquet'")
    (patient,) = trialrules.read_patients(home)
    assert [(t.name, t.start) for t in patient.treatments] == [('Drug "A"', "2025-12-01"), ('Drug "A"', "2025-12-02")]


def test_words_where_numbers_belong_decide_nothing(tmp_path: Path) -> None:
    home = folder(tmp_path, {**VOCABULARY, "person": [person()]}, "csv")
    header = "person_id,measurement_concept_id,measurement_date,value_as_number,unit_concept_id"
    rows = [header, f"1,{PLATELETS},2026-03-01,1e300,{PER_L}", f"1,{PLATELETS},2026-03-02,low,x", "1,x,,90,"]
    (home / "measurement.csv").write_text("\n".join(rows))
    (patient,) = trialrules.read_patients(home)
    assert patient.observations == ()
    (home / "measurement.csv").write_text("\n".join([*rows, f"A-1,{PLATELETS},2026-03-01,90,{PER_L}"]))
    with pytest.raises(trialrules.ReadError, match=r"measurement\.csv: .*A-1"):
        list(trialrules.read_patients(home))


def test_each_person_gets_their_own_rows_in_one_order(tmp_path: Path) -> None:
    people = [30, 4, 100, 7]
    rows = [measured(person * 10 + n, f"2026-01-0{3 - n}", person=person) for n in range(3) for person in [*people, 5]]
    patients = read(tmp_path, {"person": [person(id) for id in people], **lab(*rows)})
    assert [patient.id for patient in patients] == ["4", "7", "30", "100"]
    assert [[o.value for o in p.observations] for p in patients] == [
        [int(p.id) * 10 + 2, int(p.id) * 10 + 1, int(p.id) * 10] for p in patients
    ]


def test_without_a_vocabulary_the_source_names(tmp_path: Path) -> None:
    path = database(tmp_path, {"person": [person()], **drugs(
        given(PRODUCT, "2025-12-01", drug_source_value="rituximab"), given(PRODUCT, "2025-12-02"),
    )})  # fmt: skip
    (patient,) = trialrules.read_patients(path)
    assert [fact.name for fact in patient.treatments] == ["rituximab", "drug without a name"]


def test_eras_stand_in_for_exposures(tmp_path: Path) -> None:
    era = {"person_id": 1, "drug_concept_id": RITUXIMAB, "drug_era_start_date": "2025-11-01",
           "drug_era_end_date": "2025-12-01"}  # fmt: skip
    assert holds(tmp_path, "drug rituximab", {"drug_era": [era]}) == "true"
    other = drugs(given(0, "2020-01-01", drug_source_value="aspirin"))
    assert holds(tmp_path, "drug rituximab", {"drug_era": [era], **other}) == "unknown"


PROCEDURE = {"person_id": 1, "procedure_concept_id": SPLENECTOMY, "procedure_date": "2026-01-15"}


def test_what_a_complete_extract_does_not_hold_never_was(tmp_path: Path) -> None:
    tables = {**drugs(given(PRODUCT, "2025-12-01")), "procedure_occurrence": [PROCEDURE], **ills(had(HODGKIN))}
    rules = ["drug natalizumab", "drug_class anticoagulant", "procedure appendectomy", "condition asthma"]
    whole = ["treatments", "conditions"]
    assert [holds(tmp_path, rule, tables) for rule in rules] == ["unknown"] * 4
    assert [holds(tmp_path, rule, tables, complete=whole) for rule in rules] == ["false", "unknown", "unknown", "false"]
    for unmapped in (had(0, condition_source_value="X"), had(0)):
        assert holds(tmp_path, "condition asthma", {**tables, **ills(unmapped)}, complete=whole) == "unknown"
    nameless = {**tables, **drugs(given(0, "2025-12-01"))}
    assert holds(tmp_path, "drug natalizumab", nameless, complete=whole) == "unknown"
    no_groups = {**tables, "concept_ancestor": [above(1, 2)]}
    assert holds(tmp_path, "condition asthma", no_groups, complete=whole) == "unknown"


def less(rows: Rows, column: str) -> Rows:
    return [{name: value for name, value in row.items() if name != column} for row in rows]


WRONG: list[tuple[Tables, list[str]]] = [
    (lab(*less([measured(90, "2026-03-01")], "value_as_number")), ["MEASUREMENT", "value_as_number"]),
    ({"person": less([person()], "year_of_birth")}, ["PERSON", "year_of_birth"]),
    ({"person": [person(), person()]}, ["PERSON", "person_id 1"]),
    ({"person": [{**person(), "person_id": "A-1"}]}, ["A-1"]),
    ({"concept": less(VOCABULARY["concept"], "concept_name")}, ["CONCEPT", "concept_name"]),
]


@pytest.mark.parametrize(("tables", "said"), WRONG)
def test_what_cannot_be_read_is_named(tmp_path: Path, tables: Tables, said: list[str]) -> None:
    with pytest.raises(trialrules.ReadError) as failed:
        read(tmp_path, {"person": [person()], **tables})
    assert [words for words in ["extract.db", *said] if words not in str(failed.value)] == []


def test_what_is_no_cdm_is_named(tmp_path: Path) -> None:
    with pytest.raises(trialrules.ReadError, match="no table PERSON"):
        list(trialrules.read_patients(database(tmp_path, lab(measured(1, "2026-01-01")))))
    with pytest.raises(trialrules.ReadError, match=r"neither person\.parquet nor person\.csv"):
        list(trialrules.read_patients(tmp_path))
    with pytest.raises(trialrules.ReadError, match="DRUG_EXPOSURE"):
        read(tmp_path, {"person": [person()]}, complete=["treatments"])


def test_without_duckdb_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = database(tmp_path, {"person": [person()]})
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(trialrules.TrialRulesError, match=r"trialrules\[omop\]"):
        list(trialrules.read_patients(path))


def test_the_command_screens_a_cdm(tmp_path: Path) -> None:
    rules = tmp_path / "rules.jsonl"
    text = "Exclusion: platelets < 100 x 10^9/L; rituximab within 12 months"
    trialrules.write(trialrules.extract(text, id="T"), rules)
    tables = {
        **VOCABULARY, "person": [person(), person(2), person(3)],
        **lab(measured(250, "2026-03-01"), measured(90000, "2026-03-01", PER_UL, person=2),
              measured(250, "2026-03-01", person=3)),
        **drugs(given(PRODUCT, "2025-12-01")), "procedure_occurrence": [PROCEDURE],
    }  # fmt: skip
    command = ["screen", str(rules), str(database(tmp_path, tables)), "--on", "2026-03-31", "--format", "jsonl"]
    done = CliRunner().invoke(main, [*command, "--complete", "treatments"])
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(r["patient"], r["result"]) for r in results] == [
        ("1", "not_eligible"), ("2", "not_eligible"), ("3", "eligible"),
    ]  # fmt: skip
    assert [r["facts"][0]["name"] for r in results[0]["criteria"] if r["met"] == "false"] == ["Infusion A 100 mg"]
