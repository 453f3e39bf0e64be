"""The command line keeps its contract: exit codes, one line per mistake, files whole or not at all."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from cli_tables import DAY, names_in, read_csv

from models.columns import MATCHES, REJECTIONS

COMMANDS = ("demo", "match", "explain", "quota", "link", "import")
PROGRAM = Path(sys.executable).with_name("volante")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_on_everything(command, volante):
    told = volante(command, "--help")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("Usage: ")


MISTAKES = [
    ([], "Missing command"),
    (["frobnicate"], "No such command 'frobnicate'"),
    (["match"], "Missing argument 'DIR'"),
    (["match", "here"], "Missing option '--out'"),
    (["match", "nowhere", "--out", "m.csv"], "'nowhere' is not a folder"),
    (["match", ".", "--out", "m.txt"], "ends neither in .csv nor in .parquet"),
    (["match", ".", "--out", "no/m.csv"], "the folder 'no' does not exist"),
    (["match", ".", "--out", "m.csv", "--top", "0"], "--top must be 1 or more"),
    (["match", ".", "--out", "m.csv", "--top", "many"], "--top"),
    (["match", ".", "--out", "m.csv", "--by", "firm"], "--by"),
    (["match", ".", "--out", "m.csv", "--on", "31/02/2026"], "'31/02/2026' is not a day"),
    (["match", ".", "--out", "m.csv", "--rejections", "./m.csv"], "name the same file"),
    (["match", ".", "--out", "taken.csv"], "is there and is no file"),
    (["explain", ".", "C1"], "Missing argument 'VACANCY'"),
    (["explain", "nowhere", "C1", "V1"], "'nowhere' is not a folder"),
    (["quota", "nowhere.json"], "'nowhere.json' is not a file"),
    (["import", "people", "f.csv", "--dry-run"], "people"),
    (["import", "candidates", "nowhere.csv", "--dry-run"], "'nowhere.csv' is not a file"),
    (["import", "candidates", "nowhere.csv"], "add --dry-run"),
    (["link", "cuoco"], "--kind occupation"),
    (["link", "--kind", "skill"], "at least one TEXT"),
    (["link", "--kind", "skill", "uso pc", "--limit", "-1"], "--limit must be 0 or more"),
    (["link", "--corpus", "c.tsv"], "give --corpus, --queries and --out together"),
    (["link", "--corpus", "c.tsv", "--queries", "q.tsv", "--out", "r.tsv"], "'c.tsv' is not a file"),
]


@pytest.mark.parametrize(("arguments", "said"), MISTAKES, ids=[" ".join(line) or "nothing" for line, _ in MISTAKES])
def test_a_mistake_is_one_line_that_names_it_and_exit_2(arguments, said, volante, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken.csv").mkdir()
    told = volante(*arguments)
    assert (told.code, told.out) == (2, "")
    (line,) = told.err.splitlines()
    assert line.startswith("error: ")
    assert said in line
    assert names_in(tmp_path) == ["taken.csv"]


def test_match_writes_the_contracts_columns_in_their_order(volante, tiny, tmp_path):
    out, why_not = tmp_path / "m.csv", tmp_path / "r.csv"
    told = volante("match", tiny(), "--out", out, "--rejections", why_not, "--on", DAY)
    assert (told.code, told.err) == (0, "")
    content = out.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert content.decode().splitlines()[0] == ",".join(column.name for column in MATCHES)
    assert why_not.read_text(encoding="utf-8").splitlines()[0] == ",".join(column.name for column in REJECTIONS)
    rows = read_csv(out)
    listed = [(row["candidate_id"], row["vacancy_id"], row["rank"]) for row in rows]
    assert listed == [("C1", "V1", "1"), ("C1", "V2", "2"), ("C2", "V2", "1"), ("C2", "V1", "2")]
    assert all(len(row["score"].split(".")[1]) == 6 for row in rows)
    assert rows[0]["quota_gap"] == "3"
    assert (rows[1]["quota_gap"], rows[1]["net_cost_eur"], rows[1]["exposure_eur_per_day"]) == ("", "", "")
    reasons = [(row["candidate_id"], row["vacancy_id"], row["constraint"]) for row in read_csv(why_not)]
    assert reasons == [
        ("C1", "V3", "closed"),
        ("C2", "V3", "closed"),
        ("C3", "V1", "inactive"),
        ("C3", "V2", "inactive"),
        ("C3", "V3", "closed"),
    ]


def test_by_vacancy_restarts_the_rank_for_each_vacancy(volante, tiny, tmp_path):
    out, why_not = tmp_path / "m.csv", tmp_path / "r.csv"
    volante("match", tiny(), "--out", out, "--rejections", why_not, "--on", DAY, "--by", "vacancy")
    listed = [(row["vacancy_id"], row["rank"], row["candidate_id"]) for row in read_csv(out)]
    assert listed == [("V1", "1", "C1"), ("V1", "2", "C2"), ("V2", "1", "C2"), ("V2", "2", "C1")]
    pairs = [(row["vacancy_id"], row["candidate_id"]) for row in read_csv(why_not)]
    assert pairs == sorted(pairs)
    assert len(pairs) == 5


def test_top_cuts_the_lists_and_changes_no_row(volante, tiny, tmp_path):
    folder = tiny()
    volante("match", folder, "--out", tmp_path / "all.csv", "--on", DAY)
    volante("match", folder, "--out", tmp_path / "one.csv", "--on", DAY, "--top", "1")
    rows = read_csv(tmp_path / "all.csv")
    assert read_csv(tmp_path / "one.csv") == [row for row in rows if row["rank"] == "1"]


def test_match_tells_who_has_no_list_and_what_stands_nearest(volante, tiny, tmp_path):
    folder, out = tiny(), tmp_path / "m.csv"
    told = volante("match", folder, "--out", out, "--on", DAY)
    assert told.out.splitlines()[0] == "3 persone, 3 posizioni, 4 abbinamenti al 2026-11-16; senza proposte: 1"
    summary = volante("match", folder, "--out", out, "--on", DAY, "--json").json()
    assert summary["candidates_without_match"] == 1
    (nearest,) = summary["nearest"]
    assert (nearest["candidate_id"], nearest["constraint"]) == ("C3", "inactive")
    assert {"on", "data", "law", "taxonomy", "policy", "matches"} <= set(summary)
    record = json.loads((tmp_path / "m.csv.run.json").read_text(encoding="utf-8"))
    assert all(record[name] == summary[name] for name in ("on", "data", "law", "taxonomy", "policy"))


def test_the_same_input_gives_the_same_bytes_and_parquet_says_what_csv_says(volante, clean, tmp_path):
    for name in ("one.csv", "two.csv", "three.parquet"):
        reject = tmp_path / f"why-{name}"
        told = volante("match", clean, "--out", tmp_path / name, "--rejections", reject, "--on", DAY)
        assert told.code == 0
        assert told.errors == []
    for prefix in ("", "why-"):
        first, second = ((tmp_path / f"{prefix}{name}").read_bytes() for name in ("one.csv", "two.csv"))
        assert first == second
    rows = read_csv(tmp_path / "one.csv")
    typed = pq.read_table(tmp_path / "three.parquet").to_pylist()
    assert [list(row) for row in typed[:1]] == [[column.name for column in MATCHES]]
    for text, row in zip(rows, typed, strict=True):
        for name, value in row.items():
            if isinstance(value, float):
                assert float(text[name]) == pytest.approx(value, abs=1e-9)
            else:
                assert text[name] == ("" if value is None else str(value))


def test_every_pair_of_the_sample_is_listed_or_rejected(volante, clean, tmp_path):
    out, why_not = tmp_path / "m.csv", tmp_path / "r.csv"
    volante("match", clean, "--out", out, "--rejections", why_not, "--on", DAY, "--top", "100")
    people = [row["candidate_id"] for row in read_csv(clean / "candidates.csv")]
    jobs = [row["vacancy_id"] for row in read_csv(clean / "vacancies.csv")]
    both = [(row["candidate_id"], row["vacancy_id"]) for path in (out, why_not) for row in read_csv(path)]
    assert sorted(both) == sorted((person, job) for person in people for job in jobs)
    names = {row["name"] for row in read_csv(clean / "candidates.csv")}
    text = out.read_text(encoding="utf-8") + why_not.read_text(encoding="utf-8")
    assert not any(name and name in text for name in names)


def test_a_match_that_fails_keeps_the_old_files_and_leaves_no_new_one(volante, tiny, tmp_path, monkeypatch):
    folder = tiny()
    out, why_not = tmp_path / "m.csv", tmp_path / "r.csv"
    out.write_text("old", encoding="utf-8")

    def breaks(*_):
        yield {"candidate_id": "C1", "vacancy_id": "V1"}
        raise RuntimeError("half\nway")

    monkeypatch.setattr("matcher.lists.rejection_rows", breaks)
    told = volante("match", folder, "--out", out, "--rejections", why_not, "--on", DAY)
    assert (told.code, told.out) == (1, "")
    assert told.err == "error: the work failed: RuntimeError: half way; nothing was half-written\n"
    assert out.read_text(encoding="utf-8") == "old"
    assert names_in(tmp_path) == ["m.csv", "tables"]


def test_explain_reads_as_a_note_in_either_language_and_as_json(volante, clean):
    note = volante("explain", clean, "MZ0112", "V26-032", "--on", DAY)
    assert (note.code, note.errors) == (0, [])
    assert "Proponibile" in note.out
    english = volante("explain", clean, "MZ0112", "V26-032", "--on", DAY, "--lang", "en")
    assert "May be proposed" in english.out
    told = volante("explain", clean, "MZ0112", "V26-032", "--on", DAY, "--json").json()
    assert sum(line["points"] for line in told["contributions"]) == round(told["match"]["score"] * 1_000_000)
    assert {"match", "contributions", "accommodations", "quota", "unknown"} <= set(told)
    closed = volante("explain", clean, "MZ0112", "V25-004", "--on", DAY, "--json")
    assert closed.code == 0
    assert closed.json()["rejection"]["constraint"] == "closed"


def test_explain_names_both_unknown_ids(volante, tiny):
    told = volante("explain", tiny(), "C404", "V404")
    assert told.code == 2
    (line,) = told.errors
    assert "'C404'" in line
    assert "'V404'" in line


@pytest.mark.parametrize("policy", ["weights:\n  commute: 2\n", "neutral: 7\n"])
def test_the_offices_own_weights_are_checked_before_anything_is_written(policy, volante, tiny, tmp_path):
    (tmp_path / "office.yaml").write_text(policy, encoding="utf-8")
    told = volante("match", tiny(), "--out", tmp_path / "m.csv", "--policy", tmp_path / "office.yaml")
    assert told.code == 2
    (line,) = told.errors
    assert line.startswith("error: office.yaml: ")
    assert not (tmp_path / "m.csv").exists()


def test_demo_counts_and_computes_the_district(volante, tmp_path):
    told = volante("demo", "--dir", tmp_path / "data", "--json")
    assert told.code == 0
    summary = told.json()
    figures = [summary[name] for name in ("candidates", "employers_with_gap", "gap_disabled")]
    assert figures == [1046, 231, 1000]
    names = ("firms_in_dialogue", "consultancies", "internships", "people_in_charge", "hires")
    assert [summary["balance"][name] for name in names] == [81, 31, 19, 46, 12]
    assert len(summary["widest_gaps"]) == 10
    assert len(summary["example"]) == 5
    assert len({row["candidate_id"] for row in summary["example"]}) == 1
    assert all(row["reasons"] for row in summary["example"])
    assert (tmp_path / "data" / "candidates.csv").is_file()


def program(*arguments, **options):
    """The installed program itself."""
    line = [str(PROGRAM), *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, timeout=120, check=False, **options)


def test_the_program_itself_ends_with_0_when_done(tiny, tmp_path):
    done = program("match", tiny(), "--out", tmp_path / "m.csv", "--on", DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(read_csv(tmp_path / "m.csv")) == 4


def test_the_program_itself_ends_with_2_for_a_mistake(tmp_path):
    done = program("match", tmp_path / "nowhere", "--out", tmp_path / "m.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_the_program_itself_ends_with_1_when_the_disk_has_no_room(tiny, tmp_path):
    out = tmp_path / "m.csv"
    out.write_text("old", encoding="utf-8")
    folder = tiny(vacancies=[{"vacancy_id": f"V{n:04d}", "employer_id": "E1"} for n in range(400)])
    limit = (60_000, 60_000)  # bytes; two lists of 400 lines need more
    done = program(
        "match",
        folder,
        "--out",
        out,
        "--top",
        "400",
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "cannot write m.csv" in line] == done.stderr.splitlines()
    assert out.read_text(encoding="utf-8") == "old"
    assert names_in(tmp_path) == ["m.csv", "tables"]
