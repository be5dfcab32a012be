"""`trialrules batch`: every input in every form, every record once and in order, and what could not be read said."""

import csv
import gzip
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pytest
import trialrules
from batch_texts import as_lines, texts, written
from click.testing import CliRunner, Result
from pyarrow import parquet
from trialrules.cli import main
from trialrules.pipeline.batch.arrow import arrow_schema, in_arrow
from trialrules.pipeline.batch.inputs import CHARACTERS
from trialrules.pipeline.files import MAX_BYTES

TEXTS = texts(6)
WANTED = [trialrules.extract(text, id=id) for id, text in TEXTS.items()]


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["batch", *map(str, args)])


def rulesets(path: Path) -> list[trialrules.RuleSet]:
    return list(trialrules.read_rulesets(path))


def errors(out: Path) -> list[dict[str, Any]]:
    lines = out.with_name(f"{out.name}.errors.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def lines(path: Path) -> None:
    path.write_text(as_lines(TEXTS))


def table(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        sheet = csv.writer(stream, delimiter="\t" if ".tsv" in path.name else ",")
        sheet.writerows([("nct_id", "note", "text"), *((id, "a, b", text) for id, text in TEXTS.items())])


def columns(path: Path) -> None:
    parquet.write_table(pyarrow.table({"id": list(TEXTS), "text": list(TEXTS.values())}), path, row_group_size=4)


FORMS: dict[str, Callable[[Path], None]] = {
    "in.jsonl": lines, "in.ndjson": lines, "in.csv": table, "in.tsv": table, "in.parquet": columns,
}  # fmt: skip


def packed(file: Path, how: str) -> Path:
    """The file as it is, or in a .gz, a .zip or both."""
    if "gz" in how:
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
        file = file.with_name(f"{file.name}.gz")
    if "zip" in how:
        with zipfile.ZipFile(f"{file}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(file, f"folder/{file.name}")
        file = file.with_name(f"{file.name}.zip")
    return file


@pytest.mark.parametrize("how", ["plain", "gz", "zip", "gz in zip"])
def test_every_form_gives_the_same_rules(tmp_path: Path, how: str) -> None:
    for name, write in FORMS.items():
        write(tmp_path / name)
    done = run(*(packed(tmp_path / name, how) for name in FORMS), "--out", tmp_path / "rules.jsonl")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"trialrules: {len(FORMS) * 6} records, 0 could not be read\n"
    assert rulesets(tmp_path / "rules.jsonl") == WANTED * len(FORMS)


def test_files_of_a_folder_are_read_as_extract_reads_them(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    page = {"protocolSection": {"identificationModule": {"nctId": "NCT99999999"}}}
    page["protocolSection"]["eligibilityModule"] = {"eligibilityCriteria": "Exclusion Criteria:\n\n* Gout"}
    (folder / "b" / "record.json").write_text(json.dumps(page))
    (folder / "a.txt").write_text(TEXTS["T0000"])
    (folder / "c.txt.gz").write_bytes(gzip.compress(TEXTS["T0001"].encode()))
    (folder / ".hidden").write_text("Exclusion: gout")
    out = folder / "rules.jsonl"
    for _ in range(2):  # what the run itself wrote is no input of the next
        assert run(folder, "--out", out).exit_code == 0
        assert [r.trial.id for r in rulesets(out)] == ["a", "NCT99999999", "c"]
    files = [folder / "a.txt", folder / "b" / "record.json"]
    extracted = CliRunner().invoke(main, ["extract", *map(str, files)]).stdout.splitlines()
    assert out.read_text(encoding="utf-8").splitlines()[:2] == extracted


def test_a_glob_in_quotes(tmp_path: Path) -> None:
    for name in ("b1.txt", "b2.txt", "a.txt"):
        (tmp_path / name).write_text("Exclusion: gout")
    for _ in range(2):  # what the run itself wrote is no input of the next
        assert run(f"{tmp_path}/b*", tmp_path / "a.txt", "--out", tmp_path / "brief.jsonl").exit_code == 0
        assert [r.trial.id for r in rulesets(tmp_path / "brief.jsonl")] == ["b1", "b2", "a"]


def test_columns_are_named_by_options(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id;trial;criteria\n1;A;Exclusion: gout\n2;B;Exclusion: stroke\n")
    (tmp_path / "in.jsonl").write_text('{"id": 3, "trial": "C", "text": "no", "criteria": "Exclusion: asthma"}\n')
    out = tmp_path / "rules.jsonl"
    assert (
        run(tmp_path / "in.csv", tmp_path / "in.jsonl", "--id", "trial", "--text", "criteria", "--out", out).exit_code
        == 0
    )
    assert [(r.trial.id, r.text) for r in rulesets(out)] == [
        ("A", "Exclusion: gout"), ("B", "Exclusion: stroke"), ("C", "Exclusion: asthma"),
    ]  # fmt: skip


def test_many_chunks_and_workers_keep_the_order(tmp_path: Path) -> None:
    many = (
        texts(70) | {"long": "Exclusion: gout\n" + "x" * CHARACTERS} | {f"U{n}": "Exclusion: gout" for n in range(30)}
    )
    (tmp_path / "in.jsonl").write_text(as_lines(many))
    assert run(tmp_path / "in.jsonl", "--out", tmp_path / "rules.jsonl", "--workers", 3).exit_code == 0
    assert [(r.trial.id, r.text) for r in rulesets(tmp_path / "rules.jsonl")] == list(many.items())


def test_parquet_has_a_row_a_trial_and_a_row_a_leaf(tmp_path: Path) -> None:
    table = pyarrow.table({"id": ["A", None, "B"], "text": [TEXTS["T0000"], "x", TEXTS["T0001"]]})
    parquet.write_table(table, tmp_path / "in.parquet")
    assert run(tmp_path / "in.parquet", "--out", tmp_path / "rules.parquet").exit_code == 1
    for name, kind in (("rules.parquet", "trials"), ("rules.leaves.parquet", "leaves")):
        found = parquet.read_table(tmp_path / name)
        assert found.schema == arrow_schema(kind)
        assert found.to_pylist() == [
            row for batch in in_arrow(table.to_batches(), id="id", text="text", table=kind) for row in batch.to_pylist()
        ]
    assert [e["error"] for e in errors(tmp_path / "rules.parquet")] == ["no id"]


@pytest.mark.parametrize("name", ["rules.jsonl", "rules.parquet"])
def test_no_records_give_an_empty_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "in.jsonl").write_text("\n")
    assert run(tmp_path / "in.jsonl", "--out", tmp_path / name).exit_code == 0
    assert set(written(tmp_path)) >= {name, f"{name}.run.json"}
    if name.endswith(".parquet"):
        assert parquet.read_table(tmp_path / name).num_rows == 0


def in_zip(member: str, content: bytes) -> Callable[[Path], None]:
    def place(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(member, content)

    return place


def damaged_zip(path: Path) -> None:
    in_zip("a.txt", b"Exclusion: gout")(path)
    path.write_bytes(path.read_bytes().replace(b"gout", b"gouT", 1))


BAD: dict[str, tuple[Any, str, str]] = {
    "missing.jsonl": (None, "", "No such file"),
    "broken.jsonl": (b'{"id": 1, "text": \n', ", line 1", "Expecting value"),
    "list.jsonl": (b"[1]\n", ", line 1", "no JSON object"),
    "latin.jsonl": (b'{"id": 1, "text": "\xe9"}\n', ", line 1", "utf-8"),
    "deep.jsonl": (b"[" * 100_000 + b"\n", ", line 1", "recursion"),
    "long.jsonl": (b'{"id": 1, "text": "' + b"x" * MAX_BYTES + b'"}\n', ", line 1", "longer than 20 MB"),
    "textless.jsonl": (b'{"id": 1, "criteria": "x"}\n', ", line 1", "no text"),
    "half.jsonl.gz": (gzip.compress(b'\n{"id": 1}\n' * 50)[:-9], "", "ended before"),
    "no.csv.gz": (b"id,text\n1,x\n", "", "gzip"),
    "cells.csv": (b"id,text\n1,2,3\n", ", line 2", "3 columns where the header has 2"),
    "open.csv": (b'id,text\n1,"open\nand\nopen\n', ", line 2", "unexpected end"),
    "latin.csv": (b"id,text\n1,\xe9\n", ", line 2", "not UTF-8"),
    "other.csv": (b"id,criteria\n1,x\n", "", "no column 'text'; there are id, criteria"),
    "no.parquet": (b"PAR1", "", "arquet"),
    "no.zip": (b"PK", "", "zip file"),
    "inner.zip": (in_zip("in.zip", b"PK"), ": in.zip", "inside another archive"),
    "damaged.zip": (damaged_zip, ": a.txt", "CRC"),
    "record.json": (b"{", "", "JSON"),
    "pipe": (os.mkfifo, "", "not a regular file"),
}  # fmt: skip


def test_bad_input_is_named_with_its_reason_and_the_others_go_through(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (content, _, _) in BAD.items():
        if isinstance(content, bytes):
            (folder / name).write_bytes(content)
        elif content is not None:
            content(folder / name)
    good = tmp_path / "good.jsonl"
    lines(good)
    out = tmp_path / "rules.jsonl"
    names = sorted(BAD)
    done = run(good, *(folder / name for name in names), good, "--out", out)
    assert done.exit_code == 1
    assert rulesets(out) == WANTED * 2
    found = {e["source"]: e["error"] for e in errors(out) if e["error"] != "no id"}
    for name in names:
        _, where, why = BAD[name]
        assert why.lower() in found.pop(f"{folder / name}{where}").lower()
    assert {source.rpartition(",")[0] for source in found} <= {f"{folder}/half.jsonl.gz"}  # its lines before the break
    assert f"could not be read\ntrialrules: {out}.errors.jsonl says which and why\n" in done.stderr


def test_a_run_without_errors_takes_an_older_list_of_them_away(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "rules.jsonl"
    source.write_text("{}\n")
    assert run(source, "--out", out).exit_code == 1
    assert errors(out)
    lines(source)
    assert run(source, "--out", out).exit_code == 0
    assert set(written(tmp_path)) == {"in.jsonl", "rules.jsonl", "rules.jsonl.run.json"}


def test_a_finished_run_is_not_made_again_and_says_the_same(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "rules.jsonl"
    source.write_text(as_lines(TEXTS) + "{}\n")
    first = run(source, "--out", out)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    again = run(source, "--out", out, "--resume")
    assert (again.exit_code, again.stderr) == (first.exit_code, first.stderr) == (1, first.stderr)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    out.unlink()
    assert run(source, "--out", out, "--resume").exit_code == 1
    assert rulesets(out) == WANTED


def test_resume_refuses_another_input_and_other_options(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "rules.jsonl"
    lines(source)
    assert run(source, "--out", out).exit_code == 0
    for args, why in {
        ("--text", "words"): "with other text: text, not words",
        ("--id", "key"): "with other ids: ['id', 'nct_id'], not ['key']",
    }.items():
        done = run(source, "--out", out, "--resume", *args)
        assert done.exit_code == 1
        assert why in done.stderr
    with source.open("a") as stream:
        stream.write("{}\n")
    done = run(source, "--out", out, "--resume")
    assert done.exit_code == 1
    assert "the input has changed since" in done.stderr
    assert rulesets(out) == WANTED


WRONG: dict[str, tuple[list[str], int, str]] = {
    "no ending": (["in.jsonl", "--out", "rules.txt"], 2, "ends in none of .jsonl, .parquet"),
    "no folder": (["in.jsonl", "--out", "none/rules.jsonl"], 2, "does not exist"),
    "no input": (["--out", "rules.jsonl"], 2, "Missing argument"),
    "no workers": (["in.jsonl", "--out", "rules.jsonl", "--workers", "0"], 2, "--workers"),
    "its own input": (["in.jsonl", "--out", "in.jsonl"], 1, "cannot be its input"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    lines(tmp_path / "in.jsonl")
    args, code, why = WRONG[name]
    done = run(*args)
    assert done.exit_code == code
    assert why in done.stderr
    assert set(written(tmp_path)) == {"in.jsonl"}
