"""The docs say what the code does: lists are complete, pages are current, sums add up, examples ran."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import io
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import typer

from api.cli import app, run
from matcher import frames, synthetic
from matcher.criteria import CRITERIA
from matcher.documentation import PAGES, READS, SETTINGS, WEIGHED
from matcher.eligibility import CONSTRAINTS
from matcher.engine import figures
from matcher.matching import Matching, prepare
from matcher.policy import load_policy
from models.columns import TABLES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
WRITTEN = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
COMMANDS = {
    f"{group} {name}".strip(): command
    for group, commands in {
        "": {
            name: each for name, each in typer.main.get_command(app).commands.items() if not hasattr(each, "commands")
        },
        **{n: each.commands for n, each in typer.main.get_command(app).commands.items() if hasattr(each, "commands")},
    }.items()
    for name, command in commands.items()
}
FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def sections(text: str, level: str) -> dict[str, str]:
    """Text under each heading of that level, by heading."""
    parts = re.split(rf"^{level} (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def errors() -> list[str]:
    """Every class of the source that descends from MatcherError; read, not imported."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for package in ("matcher", "api")
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.ClassDef)
    }
    found = {"MatcherError"}
    while new := {name for name, above in bases.items() if above & found} - found:
        found |= new
    return sorted(found)


# Lists are complete.


@pytest.mark.parametrize("name", PAGES)
def test_a_page_written_from_the_code_is_current(name):
    """`python -c 'from pathlib import Path; from matcher.documentation import *; write_pages(Path("docs"))'`."""
    assert read(DOCS / name) == PAGES[name]()


def test_every_criterion_has_its_columns_and_the_reason_for_its_weight():
    assert list(WEIGHED) == [criterion.name for criterion in CRITERIA]
    for weighed in WEIGHED.values():
        assert weighed.why
        assert set(weighed.person) <= {column.name for column in TABLES["candidates"].columns}
        assert set(weighed.vacancy) <= {column.name for column in TABLES["vacancies"].columns}


def test_every_setting_of_the_policy_says_what_it_is():
    policy = load_policy(criterion.name for criterion in CRITERIA)
    assert set(SETTINGS) == {"neutral", *policy.settings}


def test_every_constraint_says_which_columns_it_reads():
    assert list(READS) == [constraint.name for constraint in CONSTRAINTS]
    known = {column.name for table in TABLES.values() for column in table.columns}
    assert {name for text in READS.values() for name in re.findall(r"`(\w+)`", text)} <= known


@pytest.mark.parametrize("name", errors())
def test_every_error_is_documented(name):
    assert f"| `{name}` |" in read(DOCS / "operations.md")


@pytest.mark.parametrize("name", COMMANDS)  # a group's commands as "prospetto check"
def test_every_command_and_option_is_documented(name):
    told = sections(read(DOCS / "commands.md"), "##")[f"`volante {name}`"]
    synopsis = told.split("```")[1]
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "option":
            assert f"`{parameter.opts[0]}" in told
            assert parameter.opts[0] in synopsis
        else:
            assert (parameter.metavar or parameter.name).upper() in synopsis


# Links, paths, first commands.


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_relative_link_resolves(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", read(page))):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            aim = (page.parent / path).resolve() if path else page
            assert aim.exists(), target
            headings = re.findall(r"^#+ (.+)$", read(aim), re.MULTILINE) if anchor else []
            assert not anchor or anchor in {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_no_page_names_a_path_of_some_machine(page):
    slash = "/"
    assert not re.findall(rf"(?<![\w.:/~-]){slash}(?:work|root|home|Users|tmp|mnt|var){slash}\w", read(page))


def test_the_first_two_commands_of_the_readme_run_the_main_job_and_the_tests():
    blocks = "".join(match["body"] for match in FENCE.finditer(read(ROOT / "README.md")))
    for text in (read(ROOT / "README.md"), blocks):
        assert re.findall(r"^\./.*$", text, re.MULTILINE)[:2] == ["./volante demo", "./check"]


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_every_python_name_in_backticks_exists(page):
    for name in re.findall(r"`((?:matcher|models|api)(?:\.\w+)+)`", read(page)):
        module, _, attribute = name.rpartition(".")
        if importlib.util.find_spec(module) is None or not hasattr(importlib.import_module(module), attribute):
            assert importlib.util.find_spec(name) is not None, name


# Examples ran: a block that begins with `$ volante` is run, and each of its lines must come in that order.


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the district in volante-data, as `volante demo` leaves it, and what it printed."""
    folder = tmp_path_factory.mktemp("docs")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        (folder / "demo.txt").write_text(printed("volante demo"), encoding="utf-8")
    return folder


def printed(command: str) -> str:
    """What a command prints, both streams, and its exit code where not 0."""
    words = re.findall(r'"[^"]*"|\S+', command)[1:]
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([word.strip('"') for word in words])
    sys.stdout.flush()
    return out.getvalue() + err.getvalue() + (f"(exit {code})\n" if code else "")


@pytest.mark.parametrize("page", [ROOT / "README.md", DOCS / "commands.md"], ids=lambda page: page.name)
def test_every_example_prints_what_the_page_shows(page, district, monkeypatch):
    """A line of the page that is only … stands for lines left out."""
    monkeypatch.chdir(district)
    for block in FENCE.finditer(read(page)):
        _, _, file = block["info"].partition(" ")
        if file:
            (district / file).write_text(block["body"], encoding="utf-8")
        if not block["body"].startswith("$ volante"):
            continue
        for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            told = read(district / "demo.txt") if command == "volante demo" else printed(command)
            left = iter(told.splitlines())
            for line in shown.splitlines():
                assert line in ("", "…") or line in left, f"{page.name}: {command}: {line}"


# The sums of docs/why-this-order.md.


@pytest.fixture(scope="module")
def matching(district) -> Matching:
    return prepare(frames.read_folder(district / "volante-data"), on=synthetic.STATE_OF_DATA)


def number(text: str) -> int:
    return int(text.replace(",", "").replace("−", "-"))


def worked_out(line: str) -> tuple[Fraction, int]:
    """Left and right side of a line of sums; → rounds, half to even."""
    left, sign, right = re.match(r"(.+) ([=→]) ([\d,]+)$", line).groups()
    assert re.fullmatch(r"[\d,()+−×÷/ ]+", left)
    code = re.sub(r"[\d,]+", lambda found: f"Fraction({found[0].replace(',', '')})", left)
    for shown, operator in (("×", "*"), ("÷", "//"), ("−", "-")):
        code = code.replace(shown, operator)
    value = Fraction(eval(code, {"Fraction": Fraction}))
    return (Fraction(round(value)) if sign == "→" else value), number(right)


WHY = read(DOCS / "why-this-order.md")
SUMS = [line for block in FENCE.finditer(WHY) if block["info"] == "sums" for line in block["body"].splitlines()]


@pytest.mark.parametrize("line", SUMS)
def test_every_sum_of_why_this_order_is_right(line):
    left, right = worked_out(line)
    assert left == right


def test_why_this_order_shows_the_engines_own_figures(matching):
    person, first, second = re.search(r"candidate `(\w+)` and vacancy `(\w+)`.*?above `(\w+)`", WHY, re.DOTALL).groups()
    ranked = matching.rank(k=2)
    mine = np.flatnonzero(ranked.candidate == matching.encoding.candidates.ids.index(person))
    assert [matching.encoding.vacancies.ids[v] for v in ranked.vacancy[mine]] == [first, second]
    figs, weights, names = figures(ranked, matching.policy), matching.policy.weights, [c.name for c in CRITERIA]
    best, next_one = mine
    rows = dict(re.findall(r"^\| (?:`)?(\w+)(?:`)? \| (.+) \|$", WHY, re.MULTILINE))
    for place, name in enumerate(names):
        value = f"{ranked.value[best, place]:,}" if ranked.known[best, place] else "–"
        points, other = figs.points[best, place], figs.points[next_one, place]
        cells = (f"{weights[name]:,}", f"{ranked.known[best, place]:,}", value, f"{points:,}", f"{other:,}")
        assert rows[name].split(" | ") == [*cells, f"{points - other:,}".replace("-", "−")], name
        results = {
            worked_out(line)[1]
            for line in FENCE.search(sections(WHY, "###")[f"{place + 1}. `{name}`"])["body"].splitlines()
        }
        assert points in results, name
        assert value == "–" or name in ("education", "languages", "wishes") or number(value) in results, name
    scores = figs.score[mine].tolist()
    assert rows["sum"].split(" | ")[-3:] == [f"{scores[0]:,}", f"{scores[1]:,}", f"{scores[0] - scores[1]:,}"]
    wholes = {"score_low": figs.low, "score_high": figs.high, "fit_with_accommodations": figs.fit_with}
    wholes |= {"score": figs.score, "known_share": figs.known_share, "fit": figs.fit}
    for name, values in wholes.items():
        assert number(rows[name].split(" | ")[0]) == values[best], name
