"""The house's own rules: sizes, docstrings, one list per extensible thing, no clock, no machine's paths."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from matcher.criteria import CRITERIA
from matcher.eligibility import CONSTRAINTS
from matcher.policy import load_policy
from models.columns import MATCHES, REJECTIONS, TABLES

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("models", "matcher", "api")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
CORE = [path for path in SOURCES if path.relative_to(ROOT).parts[0] != "api"]
MOST_LINES, MOST_FUNCTION_LINES = 300, 60
KEPT_OUT = {"__pycache__", "build", "dist", "volante-data"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def own_files() -> list[Path]:
    """Every text file of the project; hidden folders hold tools' caches, but for the checks' own."""
    found = []
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part not in (".ci", ".gitignore") for part in parts)
        if path.is_file() and not hidden and not KEPT_OUT & set(parts) and not parts[-1].endswith((".pyc", ".gz")):
            found.append(path)
    return found


def test_no_module_is_longer_than_300_lines():
    long = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_no_function_is_longer_than_60_lines():
    long = [
        f"{named(path)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_FUNCTION_LINES
    ]
    assert long == []


def test_every_public_module_class_and_function_says_what_it_is():
    silent = []
    for path in SOURCES:
        module = tree(path)
        public = [
            node
            for node in module.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        ]
        silent += [f"{named(path)}:{getattr(node, 'name', '')}" for node in (module, *public) if not doc_of(node)]
    assert silent == []


def doc_of(node: ast.AST) -> str:
    assert isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    return (ast.get_docstring(node) or "").strip()


def test_the_core_prints_nothing_and_reads_neither_clock_nor_environment():
    forbidden = re.compile(
        r"\bprint\(|\bos\.environ|\bgetenv\b|\bdate\.today\b|\bdatetime\.(now|utcnow|today)\b|\btime\.(time|monotonic)\b"
    )
    told = []
    for path in CORE:
        lines = [ast.unparse(node) for node in ast.walk(tree(path)) if isinstance(node, ast.Call | ast.Attribute)]
        told += [f"{named(path)}: {line[:80]}" for line in lines if forbidden.match(line)]
    assert told == []


def test_the_words_of_the_service_need_nothing_but_the_standard_library_and_numpy():
    allowed = {*sys.stdlib_module_names, "numpy", "models"}
    foreign = []
    for path in (ROOT / "models").rglob("*.py"):
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            foreign += [f"{named(path)}: {name}" for name in names if name.split(".")[0] not in allowed]
    assert foreign == []


@pytest.mark.parametrize(
    "names",
    [
        pytest.param([criterion.name for criterion in CRITERIA], id="CRITERIA"),
        pytest.param([constraint.name for constraint in CONSTRAINTS], id="CONSTRAINTS"),
        pytest.param(list(TABLES), id="TABLES"),
        pytest.param([column.name for column in MATCHES], id="MATCHES"),
        pytest.param([column.name for column in REJECTIONS], id="REJECTIONS"),
    ],
)
def test_names_in_a_list_are_unique_and_plain(names):
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_names_each_column_once_and_its_key_is_among_them(name):
    columns = [column.name for column in TABLES[name].columns]
    assert TABLES[name].name == name
    assert len(set(columns)) == len(columns)
    assert set(TABLES[name].key) <= set(columns)


def test_the_constraints_stand_in_the_order_of_the_contract_and_additions_after_them():
    contract = """closed filled placed already_declined no_consent availability entitlement licence working_times
    distance excluded_task capacity accommodation_refused""".split()  # noqa: SIM905
    names = [constraint.name for constraint in CONSTRAINTS]
    assert names[: len(contract)] == contract
    assert all("Added to the contract" in constraint.doc for constraint in CONSTRAINTS[len(contract) :])


def test_the_outputs_keep_the_columns_of_the_contract_in_their_order():
    matches = """candidate_id vacancy_id employer_id rank score score_low score_high fit fit_with_accommodations
    known_share accommodations net_cost_eur distance_km quota_gap exposure_eur_per_day reasons""".split()  # noqa: SIM905
    rejections = "candidate_id vacancy_id constraint detail nearest_change nearly ask".split()  # noqa: SIM905
    assert [column.name for column in MATCHES][: len(matches)] == matches
    assert [column.name for column in REJECTIONS][: len(rejections)] == rejections


def test_every_criterion_has_a_weight_and_no_other_name_has():
    names = [criterion.name for criterion in CRITERIA]
    assert sorted(load_policy(names).weights) == sorted(names)


def test_no_file_names_a_path_of_some_machine_or_the_address_of_a_registry():
    slash = "/"
    path = re.compile(rf"(?<![\w.:/~-]){slash}(?:work|root|home|Users|mnt){slash}\w")
    registry = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "--(?:extra-)?index-" + "url")))
    told = []
    for file in own_files():
        text = file.read_text(encoding="utf-8", errors="ignore")
        told += [f"{named(file)}: {found.group()}" for rule in (path, registry) for found in rule.finditer(text)]
    assert told == []


def test_the_locks_hold_names_versions_and_hashes_and_no_address():
    locks = sorted(ROOT.glob("*.lock"))
    assert locks
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        pinned = re.findall(r"^([\w.\[\]-]+)==\S+", text, re.MULTILINE)
        assert len(pinned) > 10
        assert text.count("--hash=sha256:") >= len(pinned)
