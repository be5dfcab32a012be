"""A run over many trials on one machine."""

import os
from collections.abc import Sequence
from pathlib import Path

from ...errors import TrialRulesError
from ...models.ruleset import SCHEMA_VERSION
from ..exports.arrow import pyarrow
from .entries import Columns
from .formats import ENDINGS
from .inputs import Inputs
from .progress import shown
from .store import State, Store, begun, finished_before, folder_of, own
from .workers import finished


def cores() -> int:
    """How many processes may run at once here."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # no such call but on Linux
        return os.cpu_count() or 1


def run(
    names: Sequence[str], out: Path, *, columns: Columns | None = None, workers: int | None = None, resume: bool = False
) -> State:
    """Reads all trials of files, folders and globs into ``out``, and says how many records there were.

    ``out`` ends in .jsonl or .parquet; ``columns`` names the columns of tables and JSON lines. One process a core
    reads, or as many as ``workers`` says. ``resume`` goes on with what an interrupted run left; where there is
    nothing, it begins. Raises TrialRulesError where the output was begun and ``resume`` is not said, where it was
    begun with other input, options or program, and where an input is an output; OSError where it cannot be written.
    """
    columns = columns or Columns()
    if out.suffix not in ENDINGS:
        raise TrialRulesError(f"{out} must end in {' or '.join(ENDINGS)}")
    if out.suffix == ".parquet":
        pyarrow()  # better to miss it now than at the end
    if begun(out) and not resume:
        raise TrialRulesError(f"{folder_of(out)} holds an unfinished run: go on with --resume, or remove it")
    ours = {path.resolve() for path in own(out)}
    if taken := [name for name in names if Path(name).resolve() in ours]:
        raise TrialRulesError(f"{taken[0]} is written by this run and cannot be its input")
    inputs = Inputs(names, columns, own(out))
    there = inputs.found()
    identity = {
        "program": f"trialrules {_version()}, contract {SCHEMA_VERSION}", "ids": list(columns.ids),
        "text": columns.text, "files": there.files, "bytes": there.size, "input": there.digest,
    }  # fmt: skip
    if resume and not begun(out) and (end := finished_before(out, identity)) is not None:
        return end
    with Store(out, identity) as store:
        if not store.state.complete:
            with shown(there.size, store.state) as tell:
                for chunk in finished(inputs.chunks(store.state.cursor), workers or cores(), out.suffix):
                    store.add(chunk)
                    tell(store.state)
        store.finish()
    return store.state


def _version() -> str:
    from importlib.metadata import version

    return version("trialrules")
