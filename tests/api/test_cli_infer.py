"""``volante infer``: what the texts say, confirmed by a named person, all or nothing; matches do not change before."""

from __future__ import annotations

import pytest
from cli_tables import DAY, TINY, names_in, read_csv, write_csv

TEXT = "In piedi tutto il giorno, colli fino a 15 kg. Non si guida."
JOB = {**TINY["vacancies"][0], "description": TEXT, "demands": "standing=2", "step_free": "no"}
PERSON = {**TINY["candidates"][0], "skills": "pulizie; non posso stare in piedi a lungo", "capacities": "noise=1"}


@pytest.fixture
def office(tiny):
    """Tables whose texts say three demands, one of them against the table, and one limit."""
    return tiny(vacancies=[JOB], candidates=[PERSON])


@pytest.fixture
def listed(office, volante, tmp_path):
    """The list of findings, as rows and as a file to fill in."""
    path = tmp_path / "list.csv"
    assert volante("infer", office, "--out", path).code == 0
    return path, read_csv(path)


def confirm(path, rows, *, yes, **other):
    """Fill the list in: yes for these demands of these tables."""
    filled = [{**row, **(other | {"confirm": "yes"} if (row["table"], row["demand"]) in yes else {})} for row in rows]
    write_csv(path, filled)
    return path


def test_the_list_has_demand_level_words_and_what_is_stated(listed):
    _, rows = listed
    found = {(row["table"], row["demand"]): (row["level"], row["words"], row["stated"]) for row in rows}
    assert found == {
        ("vacancies", "standing"): ("4", "In piedi tutto il giorno", "2"),
        ("vacancies", "lifting"): ("3", "colli fino a 15 kg", ""),
        ("vacancies", "driving"): ("0", "Non si guida", ""),
        ("vacancies", "stairs"): ("1", "barriere architettoniche: sì", ""),
        ("candidates", "standing"): ("2", "non posso stare in piedi a lungo", ""),
    }
    assert {row["confirm"] for row in rows} == {""}


def test_the_same_as_data_and_on_the_terminal(office, volante):
    told = volante("infer", office, "--json").json()["inferred"]
    assert [one["demand"] for one in told if one["conflicts"]] == ["standing"]
    shown = volante("infer", office)
    assert "V1  sollevare pesi: 3  «colli fino a 15 kg» (description)" in shown.out
    assert shown.out.splitlines()[-1] == "5 letture, 4 da confermare, 1 diverse da quanto dichiarato"


def test_what_is_confirmed_is_stated_in_a_copy_and_the_rest_stays(listed, office, volante, tmp_path):
    path, rows = listed
    confirm(path, rows, yes={("vacancies", "lifting"), ("candidates", "standing")})
    new = tmp_path / "new"
    ran = volante("infer", office, "--confirm", path, "--by", "Rosa", "--write-to", new, "--on", DAY)
    assert ran.code == 0
    assert read_csv(new / "vacancies.csv")[0]["demands"] == "standing=2;lifting=3"
    assert read_csv(new / "candidates.csv")[0]["capacities"] == "standing=2;noise=1"
    assert read_csv(office / "vacancies.csv")[0]["demands"] == "standing=2"
    record = read_csv(new / "confirmations.csv")
    assert [(row["confirmed_on"], row["by"], row["id"], row["demand"], row["level"]) for row in record] == [
        (DAY, "Rosa", "V1", "lifting", "3"),
        ("2026-11-16", "Rosa", "C1", "standing", "2"),
    ]
    same = ("vacancy_id", "title", "description", "required_skills")
    old = read_csv(office / "vacancies.csv")[0]
    assert {name: read_csv(new / "vacancies.csv")[0][name] for name in same} == {name: old[name] for name in same}


def test_a_second_round_keeps_the_record_of_the_first(listed, office, volante, tmp_path):
    path, rows = listed
    first, second = tmp_path / "first", tmp_path / "second"
    confirm(path, rows, yes={("vacancies", "lifting")})
    assert volante("infer", office, "--confirm", path, "--by", "Rosa", "--write-to", first).code == 0
    confirm(path, rows, yes={("vacancies", "driving")})
    assert volante("infer", first, "--confirm", path, "--by", "Ugo", "--write-to", second).code == 0
    assert [(row["by"], row["demand"]) for row in read_csv(second / "confirmations.csv")] == [
        ("Rosa", "lifting"),
        ("Ugo", "driving"),
    ]
    assert read_csv(second / "vacancies.csv")[0]["demands"] == "standing=2;lifting=3;driving=0"


def test_a_person_may_confirm_another_level(listed, office, volante, tmp_path):
    path, rows = listed
    confirm(path, rows, yes={("vacancies", "lifting")}, level="2")
    assert volante("infer", office, "--confirm", path, "--by", "Rosa", "--write-to", tmp_path / "new").code == 0
    assert read_csv(tmp_path / "new" / "vacancies.csv")[0]["demands"] == "standing=2;lifting=2"


@pytest.mark.parametrize(
    ("demand", "change", "code"),
    [
        ("lifting", {"level": "9"}, "level_invalid"),
        ("lifting", {"demand": "flying"}, "demand_unknown"),
        ("lifting", {"id": "V9"}, "not_inferred"),
        ("standing", {}, "entry_repeated"),  # the table states another level: it is not changed from here
    ],
)
def test_one_fault_and_nothing_is_written(listed, office, volante, tmp_path, demand, change, code):
    path, rows = listed
    confirm(path, rows, yes={("vacancies", demand)}, **change)
    before = names_in(tmp_path)
    ran = volante("infer", office, "--confirm", path, "--by", "Rosa", "--write-to", tmp_path / "new")
    assert ran.code == 2
    assert f": {code}: expected" in ran.errors[0]
    assert ran.errors[-1].startswith("1 fault: nothing was written")
    assert names_in(tmp_path) == before


def test_all_faults_come_at_once(listed, office, volante, tmp_path):
    path, rows = listed
    write_csv(path, [{**row, "confirm": "forse"} for row in rows])
    ran = volante("infer", office, "--confirm", path, "--by", "Rosa", "--write-to", tmp_path / "new")
    assert [line.split(": ")[1] for line in ran.errors[:-1]] == ["word_unknown"] * len(rows)


@pytest.mark.parametrize(
    "arguments",
    [("--confirm", "list.csv"), ("--by", "Rosa"), ("--write-to", "new"), ("--confirm", "list.csv", "--by", "Rosa")],
)
def test_confirming_takes_file_name_and_folder_together(office, volante, arguments):
    ran = volante("infer", office, *arguments)
    assert ran.code == 2
    assert "--confirm FILE --by NAME --write-to DIR2" in ran.err


def test_a_folder_that_holds_something_is_not_written_over(listed, office, volante):
    path, rows = listed
    confirm(path, rows, yes={("vacancies", "lifting")})
    ran = volante("infer", office, "--confirm", path, "--by", "Rosa", "--write-to", office)
    assert ran.code == 2
    assert "not an empty folder" in ran.err
    assert "confirmations.csv" not in names_in(office)


def test_explain_shows_what_was_read_with_its_words(office, volante):
    note = volante("explain", office, "C1", "V1", "--on", DAY).out
    section = note.partition("Dedotto dal testo, da confermare\n")[2].partition("\n\n")[0].splitlines()
    assert section[1] == "- stare in piedi: fino a 2 («non posso stare in piedi a lungo», la persona)."
    assert section[0] == "- stare in piedi: 4 («In piedi tutto il giorno», il posto); nella scheda c'è 2."
    assert section[-1] == "- E altri 2: volante infer."
    told = volante("explain", office, "C1", "V1", "--on", DAY, "--json").json()["inferred"]
    assert {(one["table"], one["demand"], one["level"]) for one in told} >= {("vacancies", "lifting", 3)}


def test_what_is_only_inferred_changes_no_byte_of_the_lists(tiny, volante, tmp_path):
    lists = []
    for text in (TEXT, "Orario di ufficio."):
        extra = {"description": text, "abilities_note": text}
        folder = tiny(vacancies=[{**JOB, **extra}], candidates=[PERSON, *TINY["candidates"][1:]])
        out, why = tmp_path / "m.csv", tmp_path / "r.csv"
        assert volante("match", folder, "--out", out, "--rejections", why, "--on", DAY).code == 0
        lists.append((out.read_bytes(), why.read_bytes()))
    assert lists[0] == lists[1]
