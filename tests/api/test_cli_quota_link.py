"""``volante quota`` and ``volante link``: one or many in, the same order out, every fault told after all others."""

from __future__ import annotations

import io
import json
import sys
from itertools import pairwise

import pytest
from cli_tables import names_in

FIRM = {
    "employer_id": "E1",
    "legal_form": "private",
    "reference_date": "2025-12-31",
    "registered_office_province": "MI",
    "provinces": [{"province": "MI", "employees": 60, "disabled_full_time": 1}],
}
FAULTY = {"employer_id": "E2", "legal_form": "club", "provinces": []}


@pytest.fixture
def quota(volante, tmp_path):
    """``volante quota`` on a document."""

    def call(content, *options):
        path = tmp_path / "firm.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return volante("quota", path, *options)

    return call


def test_one_object_gives_one_object(quota):
    told = quota(FIRM, "--json")
    assert (told.code, told.err) == (0, "")
    position = told.json()
    assert position["employer_id"] == "E1"
    # 7 % of 59 is 4.13: 4 due, 1 covered.
    assert [position["national"][name] for name in ("quota_disabled", "gap_disabled")] == [4, 3]
    assert {"provinces", "gap_enforceable", "deadlines", "options", "what_if", "trace", "warnings"} <= set(position)
    for line in position["trace"]:
        assert {"step", "value", "article", "valid_from", "source", "certainty"} <= set(line)


@pytest.mark.parametrize("as_lines", [False, True])
def test_many_give_a_list_in_the_same_order_with_their_ids(as_lines, quota):
    firms = [FIRM | {"employer_id": name} for name in ("E3", "E1", "E2")]
    text = "\n".join(map(json.dumps, firms)) if as_lines else json.dumps(firms)
    told = quota(text, "--json")
    assert [item["employer_id"] for item in told.json()] == ["E3", "E1", "E2"]


def test_a_faulty_employer_is_told_with_every_fault_after_all_others_are_computed(quota):
    told = quota([FIRM, FAULTY, FIRM | {"employer_id": "E3"}], "--json")
    assert told.code == 2
    first, second, third = told.json()
    assert list(second) == ["employer_id", "errors"]
    assert len(second["errors"]) == 3
    assert first["national"] == third["national"]
    *faults, last = told.errors
    assert len(faults) == 3
    assert all(line.startswith("error: employer E2: ") for line in faults)
    assert last == "error: 1 of 3 employers not computed"


def test_the_sample_employers_agree(volante, samples):
    path = samples / "quota" / "cases.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = volante("quota", path, "--json")
    assert told.code == 0
    for line, found in zip(lines, told.json(), strict=True):
        assert found["employer_id"] == line["id"]
        expected = line["expected"]["national"]
        assert {name: found["national"][name] for name in expected} == expected
        for province, figures in zip(found["provinces"], line["expected"]["provinces"] or [], strict=False):
            assert {name: province[name] for name in figures} == figures


def test_standard_input_is_read(volante, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(FIRM).encode())))
    assert volante("quota", "-", "--json").json()["employer_id"] == "E1"


def test_the_page_reads_in_italian_and_names_the_law(quota):
    told = quota(FIRM)
    assert told.code == 0
    assert "E1" in told.out
    assert "art. 3" in told.out
    assert "1999" in told.out


def test_the_day_of_money_and_terms_is_on(quota):
    early, late = (quota(FIRM, "--json", "--on", day).json() for day in ("2021-06-30", "2026-06-30"))
    assert early["national"] == late["national"]
    assert 0 < early["exposure_eur_per_day"] < late["exposure_eur_per_day"]


@pytest.mark.parametrize("content", ["", "{", "3", '"E1"', "[1]", "NaN", '{"a": 1} trailing'])
def test_what_is_no_employer_is_a_mistake_told_in_lines(content, quota):
    told = quota(content, "--json")
    assert told.code == 2
    assert told.errors
    assert all(line.startswith("error: ") for line in told.errors)


def test_link_answers_each_text_best_first(volante):
    told = volante("link", "--kind", "skill", "pulizie", "uso del pc", "--limit", "3", "--json")
    assert (told.code, told.err) == (0, "")
    first, second = told.json()
    assert (first["text"], second["text"]) == ("pulizie", "uso del pc")
    assert first["match"] == first["links"][0]["id"] == "pulizie"
    for answer in (first, second):
        scores = [link["score"] for link in answer["links"]]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) == 3
    text = volante("link", "--kind", "occupation", "addetta pulizie")
    assert text.out.startswith("addetta pulizie: ")
    assert len(text.out.splitlines()) == 11


@pytest.fixture
def lines(tmp_path):
    """A corpus and queries as TSV."""
    corpus, queries = tmp_path / "c.tsv", tmp_path / "q.tsv"
    corpus.write_text("d1\tcuoco\nd2\taddetta pulizie\nd3\taiuto cuoco\nd4\tcuoco\n", encoding="utf-8")
    queries.write_text("q1\tcuoca\nq2\t\nq3\tpulizie uffici\n", encoding="utf-8")
    return ["--corpus", corpus, "--queries", queries]


def ranked(path):
    return [line.split(" ") for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_run_ranks_the_corpus_in_trec_lines(volante, lines, tmp_path):
    out = tmp_path / "run.tsv"
    assert volante("link", *lines, "--out", out, "--limit", "0").code == 0
    rows = ranked(out)
    assert all(len(row) == 6 and row[1] == "Q0" and row[5] == "volante" for row in rows)
    assert [row[0] for row in rows] == ["q1"] * 4 + ["q3"] * 4  # an empty query has no line
    for query in ("q1", "q3"):
        mine = [row for row in rows if row[0] == query]
        assert [row[3] for row in mine] == ["1", "2", "3", "4"]
        scores = [float(row[4]) for row in mine]
        assert all(higher > lower for higher, lower in pairwise(scores))
    assert [row[2] for row in rows[:3]] == ["d1", "d4", "d3"]  # a tie stands in the order of the corpus
    assert rows[4][2] == "d2"
    volante("link", *lines, "--out", out, "--limit", "2", "--kind", "occupation")
    assert ranked(out) == [row for row in rows if int(row[3]) <= 2]


@pytest.mark.parametrize(
    ("corpus", "code"),
    [
        ("d1 cuoco\n", "tab_missing"),
        ("\tcuoco\n", "id_missing"),
        ("d 1\tcuoco\n", "id_blank"),
        ("d1\tcuoco\nd1\tsarta\n", "id_duplicate"),
    ],
)
def test_lines_that_are_no_table_are_told_by_line_and_nothing_is_written(corpus, code, volante, lines, tmp_path):
    (tmp_path / "c.tsv").write_text(corpus, encoding="utf-8")
    told = volante("link", *lines, "--out", tmp_path / "run.tsv")
    assert told.code == 2
    assert f"c.tsv, line {corpus.count(chr(10))}: {code}: " in told.errors[0]
    assert names_in(tmp_path) == ["c.tsv", "q.tsv"]
