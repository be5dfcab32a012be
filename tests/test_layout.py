"""The house keeps its shape: imports point one way, and what is packaged is what is there."""

import ast
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import trialrules

ROOT = Path(__file__).parent.parent
NO_PACKAGE = {"tests", "examples", "build", "dist"}


def _modules() -> dict[str, Path]:
    """Every module of the package by its dotted name, without the ``trialrules`` in front."""
    out = {}
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[0] not in NO_PACKAGE and not any(p.startswith(".") or p in ("venv", "__pycache__") for p in parts):
            out[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return out


MODULES = _modules()

# (who, what it may import of ours); the first line that fits a module holds for it. A name stands for all inside it.
ALLOWED = [
    ("models", ["models"]),
    ("errors", []),
    ("patterns", ["models", "patterns", "errors"]),
    ("pipeline.readers", ["models", "errors", "pipeline.view", "pipeline.readers"]),
    ("pipeline.steps", ["models", "patterns", "errors", "pipeline"]),
    ("pipeline.writers", ["models", "patterns", "errors", "pipeline.files", "pipeline.writers"]),
    ("pipeline", ["models", "patterns", "errors", "pipeline"]),
    ("corpus", []),
    (
        "evaluation.review.cli",
        ["", "models", "errors", "evaluation.review", "pipeline.rulesets", "pipeline.store"],
    ),
    ("evaluation.review", ["", "models", "patterns", "evaluation", "errors"]),
    ("evaluation", ["", "models", "evaluation", "errors"]),
    (
        "cli",
        [
            "evaluation.benchmark.cli",
            "evaluation.cli",
            "evaluation.cli_corpus",
            "evaluation.review.cli",
            "pipeline.batch.cli",
            "pipeline.cli",
            "pipeline.cli_diff",
            "pipeline.cli_rulesets",
            "pipeline.cli_sync",
            "pipeline.cli_trials",
            "pipeline.service.cli",
        ],
    ),
    ("__main__", ["cli"]),
    ("", ["models", "errors", "pipeline"]),
]


def _within(module: str, home: str) -> bool:
    return module == home or (home != "" and module.startswith(home + "."))


def _imports(module: str) -> list[str]:
    """What a module imports of ours, types alone included; "" is the package's public face."""
    path = MODULES[module]
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    package = [p for p in package if p]
    out = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            base += node.module.split(".") if node.module else []
            for alias in node.names:
                whole = ".".join([*base, alias.name])
                out.append(whole if whole in MODULES else ".".join(base))
    return out


def _absolute_imports(path: Path) -> list[str]:
    out = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            out += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            out.append(node.module or "")
    return [name for name in out if name.split(".")[0] == "trialrules"]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m or "trialrules")
def test_imports_point_one_way(module: str) -> None:
    allowed = next(may for who, may in ALLOWED if who == "" or _within(module, who))
    wrong = [name for name in _imports(module) if not any(_within(name, home) for home in allowed)]
    assert not wrong, f"{module} imports {wrong}"


@pytest.mark.parametrize("module", [m for m in MODULES if m.startswith("pipeline.steps.")])
def test_a_step_knows_no_other_step_and_nothing_around_it(module: str) -> None:
    others = ["pipeline.steps", "pipeline.readers", "pipeline.writers", "pipeline.api", "pipeline.cli"]
    assert not [name for name in _imports(module) if any(_within(name, other) for other in others)]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m or "trialrules")
def test_imports_inside_the_package_are_relative(module: str) -> None:
    assert not _absolute_imports(MODULES[module])


def _setuptools() -> dict[str, object]:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return config["tool"]["setuptools"]


def test_the_list_of_packages_is_the_tree() -> None:
    """Folders of data count: setuptools warns of those that are not named."""
    ours = ("models", "patterns", "pipeline", "corpus", "evaluation")
    files = [p.relative_to(ROOT) for top in ours for p in (ROOT / top).rglob("*") if p.is_file()]
    folders = {p.parent for p in files if "__pycache__" not in p.parts}
    assert set(_setuptools()["packages"]) == {"trialrules"} | {".".join(("trialrules", *f.parts)) for f in folders}


def test_every_data_file_of_the_tree_is_installed() -> None:
    installed = {str(f) for f in metadata.files("trialrules") or ()}
    if not any(f.startswith("trialrules/models/") for f in installed):
        pytest.skip("an editable install lists no files")
    data = [p for p in ROOT.rglob("*") if p.suffix in (".toml", ".tsv", ".json", ".txt", ".xml", ".html")]
    data = [p.relative_to(ROOT) for p in data if p.relative_to(ROOT).parts[0] in ("models", "patterns", "corpus")]
    assert data
    assert not [p for p in data if f"trialrules/{p.as_posix()}" not in installed]


def test_the_public_names() -> None:
    assert trialrules.__all__ == [
        *("Plan", "ReadError", "RuleSet", "TrialRulesError"),
        *("__version__", "check", "diff", "explain", "extract", "load", "read", "read_patients", "read_rulesets"),
        *("screen", "write"),
    ]
    assert all(getattr(trialrules, name) for name in trialrules.__all__)
    assert set(trialrules.__all__) <= set(dir(trialrules))
    assert trialrules.__version__ == metadata.version("trialrules")


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'screen_all'"):
        trialrules.screen_all  # noqa: B018


def test_the_bare_import_loads_none_of_the_heavy_parts() -> None:
    code = "import sys, trialrules; print([m for m in ('spacy', 'medspacy', 'pint', 'pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
