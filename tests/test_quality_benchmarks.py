"""The measures of docs/quality.md, against answers worked out by hand; the drivers at toy size.

No figure of the program is asserted here: what is measured stands in the docs, and is measured again by hand.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality import held_out, linking, lists, measures, reliability, report, sets, speed, titles
from benchmarks.quality.baselines import BASELINES, finder
from benchmarks.quality.lists import Judged
from benchmarks.quality.sets import Labelled
from matcher.taxonomy import embedded
from matcher.taxonomy.normalise import stems

LOG3 = math.log2(3)


# -- measures ------------------------------------------------------------------------------------------------


def test_reciprocal_rank_looks_at_the_first_right_answer_only() -> None:
    assert measures.reciprocal_rank(["a", "b", "c"], {"b", "c"}) == 1 / 2
    assert measures.reciprocal_rank(["a", "b", "c"], {"d"}) == 0.0
    assert measures.reciprocal_rank([], {"d"}) == 0.0


def test_average_precision_counts_right_answers_that_were_never_listed() -> None:
    # Right at ranks 1 and 3: (1/1 + 2/3) / 2; a third right one that is not listed divides by 3.
    assert measures.average_precision(["a", "x", "b"], {"a", "b"}) == pytest.approx((1 + 2 / 3) / 2)
    assert measures.average_precision(["a", "x", "b"], {"a", "b", "c"}) == pytest.approx((1 + 2 / 3) / 3)
    with pytest.raises(ValueError, match="leave the question out"):
        measures.average_precision(["a"], set())


def test_a_summary_of_three_questions() -> None:
    told = measures.summary([["a", "b"], ["x", "y", "z"], list("klmnop")], [{"a"}, {"z"}, {"p"}])
    assert told == {"texts": 3, "top-1": 1 / 3, "top-5": 2 / 3, "MRR": pytest.approx((1 + 1 / 3 + 1 / 6) / 3)}
    assert math.isnan(measures.summary([], [])["MRR"])


def test_ndcg_by_hand() -> None:
    # Grades 1, 3, 0 as listed: gains 1 + 7/log2(3) over the best 7 + 1/log2(3).
    listed = [(0.9, 1), (0.8, 3), (0.7, 0)]
    assert measures.ndcg(listed, [0, 1, 3], 10) == pytest.approx((1 + 7 / LOG3) / (7 + 1 / LOG3))
    assert measures.ndcg(listed, [0, 1, 3], 10, gain=float) == pytest.approx((1 + 3 / LOG3) / (3 + 1 / LOG3))


def test_ndcg_counts_the_first_places_only_and_what_was_not_listed_against_the_list() -> None:
    assert measures.ndcg([(0.9, 1), (0.8, 3)], [1, 3], 1) == pytest.approx(1 / 7)
    assert measures.ndcg([(0.9, 1)], [1, 3], 10) == pytest.approx(1 / (7 + 1 / LOG3))
    assert measures.ndcg([], [1, 3], 10) == 0.0


def test_ndcg_of_equal_scores_is_the_mean_over_their_orders() -> None:
    # 3 and 0 share the first two places: each place gains 3.5; one of the two orders gives 7, the other 7/log2(3).
    tied = measures.ndcg([(0.5, 0), (0.5, 3)], [0, 3], 10)
    assert tied == pytest.approx((7 + 7 / LOG3) / 2 / 7)
    assert tied == measures.ndcg([(0.5, 3), (0.5, 0)], [0, 3], 10)


def test_ndcg_knows_no_answer_where_nothing_is_worth_anything() -> None:
    assert measures.ndcg([(0.5, 0)], [0, 0], 10) is None


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 3)), min_size=1, max_size=12))
def test_ndcg_is_a_share_and_the_best_order_has_all_of_it(scored: list[tuple[float, int]]) -> None:
    grades = [grade for _, grade in scored]
    told = measures.ndcg(scored, grades, 10)
    assert (told is None) == (not any(grades))
    if told is not None:
        assert 0.0 <= told <= 1.0 + 1e-12
        assert measures.ndcg([(float(grade), grade) for grade in grades], grades, 10) == pytest.approx(1.0)


def test_bins_brier_and_calibration_error_by_hand() -> None:
    chances, right = [0.05, 0.95, 0.91, 1.0], [False, True, False, True]
    low, high = measures.bins(chances, right)
    assert (low.low, low.count, low.told, low.was) == (0.0, 1, 0.05, 0.0)
    assert (high.low, high.count) == (0.9, 3)
    assert high.told == pytest.approx((0.95 + 0.91 + 1.0) / 3)
    assert high.was == pytest.approx(2 / 3)
    assert measures.brier(chances, right) == pytest.approx((0.05**2 + 0.05**2 + 0.91**2) / 4)
    assert measures.expected_calibration_error([low, high]) == pytest.approx((0.05 + 3 * (high.told - 2 / 3)) / 4)


# -- the queries ---------------------------------------------------------------------------------------------


def test_the_queries_name_concepts_of_the_vocabulary_and_stand_in_their_half() -> None:
    known = {"occupation": set(embedded().occupations), "skill": set(embedded().skills)}
    asked = sets.queries()
    assert {(query.kind, each) for query in asked for each in query.expected - known[query.kind]} == set()
    assert len({(query.kind, query.text) for query in asked}) == len(asked)
    counts = Counter(query.sort for query in asked)
    assert counts["occupation"] >= 150
    assert counts["skill"] >= 90
    assert counts["occupation, means nothing"] + counts["skill, means nothing"] >= 30
    halves = Counter(query.half for query in asked)
    assert min(halves.values()) > len(asked) * 0.4


def test_a_text_moved_to_the_other_half_is_refused(tmp_path: Path) -> None:
    half = sets.HALVES[sets.HALVES.index(sets.half_of("cuoco")) - 1]
    (tmp_path / "q.csv").write_text(f"kind,text,meaning,expected,half\noccupation,cuoco,chi cucina,cuoco,{half}\n")
    with pytest.raises(ValueError, match="belongs to the half"):
        sets.queries(tmp_path / "q.csv")


# -- linking and reliability ---------------------------------------------------------------------------------

TOY = [
    sets.Query("occupation", "pizzaiolo", "", frozenset({"pizzaiolo"}), False, "dev"),
    sets.Query("occupation", "pizzaiolo ", "", frozenset({"idraulico"}), False, "test"),
    sets.Query("skill", "zqxw vbnm", "", frozenset(), False, "dev"),
]


def test_a_decision_is_right_wrong_or_none() -> None:
    found = linking.answers(embedded(), TOY)
    assert [each.outcome for each in found] == [linking.RIGHT, linking.WRONG, linking.UNMATCHED]
    assert [each.unheard for each in found] == [False, False, True]
    assert found[0].listed[0] == "pizzaiolo"
    naming = linking.Answered(TOY[0], [], ("pizzaiolo", "cuoco"), True)
    assert naming.outcome == linking.WRONG  # what is named beside the right one is wrong as well


def test_linkings_tables_hold_every_method_and_only_the_halves_asked_for() -> None:
    listed, decided = linking.reports(embedded(), TOY, ["dev"], wrong=True)
    own = [row for row in listed.rows if row["kind"] == "occupation" and row["texts that count"] == "all"]
    assert [(row["method"], row["texts"], row["top-1"]) for row in own] == [
        (method, 1, 1.0) for method in (linking.OWN, *BASELINES)
    ]
    assert {row["half"] for row in decided.rows} == {"dev"}
    assert not any("pizzaiolo" in note for note in decided.notes)  # the wrong one is in the other half


def test_chances_are_told_with_their_half_and_truth() -> None:
    found = reliability.told(embedded(), TOY)
    assert [(half, right) for half, _, right in found] == [("dev", True), ("test", False), ("dev", False)]
    assert [row["half"] for row in reliability.sums(found)] == ["dev", "test", "both"]
    assert reliability.sums(found)[2]["texts"] == sum(row["texts"] for row in reliability.rows(found)) == 3


@pytest.mark.parametrize("method", BASELINES)
def test_a_baseline_finds_a_concept_by_its_best_name(method: str) -> None:
    find = finder([("a", ("cuoco", "addetto alla cucina")), ("b", ("autista di camion",))], BASELINES[method])
    assert [row[0] for row in find(["Autista di camion", "addetto alla cucina"], 5)] == ["b", "a"]


def test_titles_are_judged_by_their_group() -> None:
    asked = [
        Labelled("u:1", "pizzaiolo", (), "5120"),
        Labelled("u:2", "idraulico", (), "7112"),  # as if of the bricklayers' group: same two digits
        Labelled("u:3", "muratore", (), "9999"),
    ]
    has, lacks = titles.rows(embedded(), asked)
    assert (has["titles"], has["matched"], has["of these same group"], has["of these same two digits"]) == (
        2,
        1,
        0.5,
        1,
    )
    assert (lacks["titles"], lacks["matched"], lacks["of these same group"]) == (1, 1, 0)


# -- labels held out -----------------------------------------------------------------------------------------

ESCO = [
    Labelled("u:1", "cuoco", ("cuoco", "cuoca", "chef di cucina")),
    Labelled("u:2", "autista di camion", ("autista di camion", "camionista", "camioniste")),
    Labelled("u:3", "idraulico", ("idraulico", "idraulica")),
    Labelled("u:4", "capo idraulico", ("capo idraulico", "idraulici")),
]


def test_a_label_held_out_leaves_the_index_with_its_other_genders_and_numbers() -> None:
    held = held_out.hold_out(ESCO)
    names = {stems(name) for _, _, own in held.concepts for name in own}
    assert {text for text, _, _ in held.asked}.isdisjoint(names)
    assert {right for _, right, _ in held.asked} == {"u:1", "u:2"}
    assert all(stems(text) not in names for text, _, _ in held.asked)
    assert all(preferred in own for _, preferred, own in held.concepts)


def test_a_label_that_is_another_occupations_preferred_one_is_not_asked() -> None:
    assert "idraulici" not in {text for text, _, _ in held_out.hold_out(ESCO).asked}


def test_a_hard_label_shares_no_stem_with_what_remains() -> None:
    hard = {text: hard for text, _, hard in held_out.hold_out(ESCO).asked}
    assert hard["chef di cucina"] is True
    near = held_out.hold_out([Labelled("u:5", "cuoco", ("cuoco", "cuoco di bordo"))])
    assert near.asked == [("cuoco di bordo", "u:5", False)]


def test_held_outs_tables_count_each_label_once() -> None:
    found, *decided = held_out.reports(held_out.hold_out(ESCO), ["word TF-IDF"])
    assert {row["method"] for row in found.rows} == {held_out.EMBEDDED, held_out.LEARNT, "word TF-IDF"}
    assert all(row["texts"] == 2 for row in found.rows if row["labels"] == "all")
    for table in decided:
        for row in table.rows:
            assert row["matched, right"] + row["matched, wrong"] + row["unmatched"] == pytest.approx(1.0)


# -- lists ---------------------------------------------------------------------------------------------------

GRADES = Judged({"P": {"x": 3, "y": 1, "z": 0}, "Q": {"x": 0, "y": 0, "z": 0}}, frozenset({("P", "z")}))


def test_people_for_whom_nothing_is_worth_proposing_have_no_ndcg() -> None:
    assert lists.by_person(GRADES, {"P": {"x": 2.0, "y": 1.0}, "Q": {"x": 1.0}}) == {"P": 1.0}


def test_vacancies_that_nobody_judged_are_left_out() -> None:
    assert lists.by_person(GRADES, {"P": {"w": 9.0, "x": 2.0, "y": 1.0}}) == {"P": 1.0}


def test_notes_name_blocked_pairs_missing_pairs_and_idle_lists() -> None:
    blocked, missing, excluded, idle = lists.notes(GRADES, {"P": {"z": 2.0, "y": 1.0}, "Q": {"x": 1.0}}, k=2)
    assert blocked.endswith("1 (P/z)")
    assert missing.endswith("1 (P/x)")
    assert excluded.endswith("1 (P/x)")
    assert idle.endswith("without anything worth proposing: 1, pairs listed for them: 1")


def test_shuffles_and_words_order_the_same_pairs() -> None:
    own = {"P": {"x": 3.0, "y": 2.0, "z": 1.0}}
    words = lists.alike(own, {"P": "saldatura a filo"}, {"x": "cuoco", "y": "saldatura a filo", "z": "saldatura"})
    assert sorted(words["P"], key=lambda job: -words["P"][job]) == ["y", "z", "x"]
    assert lists.shuffled(own, 1) == lists.shuffled(own, 1)
    assert len({tuple(lists.shuffled(own, seed)["P"].values()) for seed in range(50)}) == 6
    assert lists.turned(own) == {"x": {"P": 3.0}, "y": {"P": 2.0}, "z": {"P": 1.0}}


def test_the_tables_of_lists() -> None:
    own = {"P": {"x": -1.0, "y": -2.0, "z": -3.0}}
    found = lists.rows(GRADES, own, {"P": "cuoco", "Q": "sarta"}, {"x": "sarta", "y": "cuoco", "z": "oste"})
    of_people = {row["order"]: row[f"nDCG@{lists.K}"] for row in found if row["lists of"] == "people"}
    assert of_people["engine"] == 1.0
    assert of_people["text TF-IDF"] < 1.0
    assert of_people["random"] < 1.0
    assert lists.people_rows(GRADES, own)[0]["grades as listed"] == "3 1 0"


def test_every_pair_of_the_judged_office_is_judged_once(samples: Path) -> None:
    judged = lists.read_judged()
    assert len({frozenset(own) for own in judged.grades.values()}) == 1
    assert all(judged.grades[person][job] == 0 for person, job in judged.blocked)
    text = (samples / "office" / "clean" / "candidates.csv").read_text(encoding="utf-8")
    assert len(judged.grades) == 40
    assert all(person in text for person in judged.grades)


# -- speed and the tables printed ----------------------------------------------------------------------------


def test_a_toy_corpus_is_ranked() -> None:
    (row,) = speed.corpus(["cuoco", "autista", "sarta"], ["cuoca", "!"], meaning=False)
    assert row["lists"] == 1
    assert row["s"] >= 0.0
    assert row["MiB"] > 0


def test_texts_of_the_speed_test_are_distinct() -> None:
    asked = speed.texts(speed.TEXTS)
    assert len(set(asked)) == len(asked) == speed.TEXTS


def test_tables_say_what_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    told = [report.Report("A", [{"name": "a", "share": float("nan")}, {"name": "b", "share": 0.5}], ["note"])]
    report.tell(told, as_json=False)
    assert "| a | – |" in capsys.readouterr().out
    report.tell(told, as_json=True)
    (table,) = json.loads(capsys.readouterr().out)
    assert table == {
        "title": "A",
        "rows": [{"name": "a", "share": None}, {"name": "b", "share": 0.5}],
        "notes": ["note"],
    }


def test_a_driver_prints_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["reliability", "--json"])
    monkeypatch.setattr(reliability, "queries", lambda: TOY)
    reliability.main()
    assert [table["title"] for table in json.loads(capsys.readouterr().out)] == ["Both halves, by chance", "Sums"]
