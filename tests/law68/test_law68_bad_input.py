"""A workforce that cannot exist is refused whole, with the rule it breaks; what the law answers itself is a warning."""

from __future__ import annotations

import json
from datetime import date

import pytest

from matcher import frames
from matcher.law68 import QuotaInputError, compute_documents, compute_file, load, parameter_ids, position
from matcher.law68.batch import Faulty, compute_tables
from matcher.law68.possible import OTHER_YEARS, is_plate, rule

DAY = date(2025, 12, 31)
HALF = {"contract_minutes": 2400, "worked_minutes": 1200}


def employer(*provinces, **fields):
    rows = [{"province": plate, **row} for plate, row in zip(("MI", "BG", "LO"), provinces, strict=False)]
    return {
        "legal_form": "private",
        "reference_date": DAY.isoformat(),
        "registered_office_province": "MI",
        "provinces": rows,
        **fields,
    }


def faults_of(document):
    with pytest.raises(QuotaInputError) as caught:
        position(document)
    return caught.value.faults


def part_time(heads, kind="ordinary", **fields):
    return {"kind": kind, "heads": heads, **HALF, **fields}


@pytest.mark.parametrize(
    ("fields", "place", "article"),
    [
        ({"part_time": [part_time(11)]}, "part_time", "art. 9"),
        ({"part_time": [part_time(6), part_time(5, "disabled")]}, "part_time", "art. 9"),
        ({"intermittent": [{"heads": 11, **HALF}]}, "intermittent", "art. 18"),
        ({"excluded": [{"category": "apprentices", "heads": 11}]}, "excluded", "art. 4, comma 1"),
        (
            {"excluded": [{"category": "apprentices", "heads": 6}, {"category": "executives", "heads": 5}]},
            "excluded",
            "art. 4, comma 1",
        ),
        ({"disabled_full_time": 11}, "disabled_full_time", "art. 4, comma 1"),
        ({"disabled_full_time": 6, "blind_therapists_full_time": 5}, "disabled_full_time", "art. 4, comma 1"),
        ({"art18_in_force": 11}, "art18_in_force", "art. 18, comma 2"),
        ({"telework_full_time": 11}, "telework_full_time", "art. 23"),
        ({"telework_full_time": 6, "part_time": [part_time(5, "telework")]}, "telework_full_time", "art. 23"),
        (
            {"exemption_self_certified": {"workers_60_per_mille": 11}},
            "exemption_self_certified.workers_60_per_mille",
            "art. 5, comma 3-bis",
        ),
        (
            {"suspension_granted": True, "suspension": {"kind": "solidarity", "workers": 11}},
            "suspension.workers",
            "art. 3, comma 5",
        ),
    ],
)
def test_a_part_is_never_larger_than_the_staff(fields, place, article):
    """Eleven of ten: the place, what was expected, and the article that says who is counted."""
    (fault,) = faults_of(employer({"employees": 10, **fields}))
    assert fault.startswith(f"provinces[0].{place}: expected no more heads in all than employees (")
    assert article in fault


@pytest.mark.parametrize(
    ("fields", "words", "article"),
    [
        ({"part_time": [part_time(6)], "intermittent": [{"heads": 5, **HALF}]}, "together no more", "art. 9"),
        ({"part_time": [part_time(6)], "disabled_full_time": 5}, "together no more", "art. 9"),
        ({"disabled_full_time": 6, "art18_in_force": 5}, "nobody covers both quotas", "art. 18, comma 2"),
    ],
)
def test_groups_with_nobody_in_common_fit_in_the_staff_together(fields, words, article):
    """Six and five of ten, where nobody may be both."""
    (fault,) = faults_of(employer({"employees": 10, **fields}))
    assert fault.startswith("provinces[0].employees: expected")
    assert words in fault
    assert article in fault


@pytest.mark.parametrize(
    "fields",
    [
        {"part_time": [part_time(10)]},
        {"part_time": [part_time(5)], "intermittent": [{"heads": 5, **HALF}]},
        {"disabled_full_time": 5, "art18_in_force": 5},
        {"excluded": [{"category": "apprentices", "heads": 10}]},
        {"part_time": [part_time(11, "agency_disabled")], "agency_disabled_full_time": 11},
        {"convention_disabled_full_time": 11},
        {"part_time": [part_time(6)], "telework_full_time": 6},
        {"part_time": [part_time(6)], "exemption_self_certified": {"workers_60_per_mille": 10}},
    ],
)
def test_the_whole_staff_may_be_in_a_part_and_lent_workers_are_nobodys_employees(fields):
    """Ten of ten is possible; agency and convention workers are not in the ten; teleworkers may be part-timers."""
    assert position(employer({"employees": 10, **fields})).national.employees == 10


@pytest.mark.parametrize("worked", [2400, 2401])
@pytest.mark.parametrize("kind", ["ordinary", "disabled", "blind_therapist", "agency_disabled", "convention_disabled"])
def test_a_part_timer_works_fewer_hours_than_the_contract_s_full_time(kind, worked):
    """Equal hours are full time, which has its own field."""
    row = {"kind": kind, "heads": 1, "contract_minutes": 2400, "worked_minutes": worked}
    (fault,) = faults_of(employer({"employees": 10, "part_time": [row]}))
    assert fault.startswith("provinces[0].part_time[0].worked_minutes: expected")
    assert "D.Lgs. 15 giugno 2015, n. 81, art. 9" in fault


def test_an_intermittent_may_have_worked_all_the_hours_and_not_more():
    """A busy semester is possible; more than the contract is not."""
    row = {"heads": 1, "contract_minutes": 2400, "worked_minutes": 2400}
    assert position(employer({"employees": 15, "intermittent": [row]})).national.base_art3 == 15
    (fault,) = faults_of(employer({"employees": 15, "intermittent": [row | {"worked_minutes": 2401}]}))
    assert "n. 81, art. 18" in fault


def test_an_unknown_province_is_named_with_the_rule():
    """Its quota would sit nowhere."""
    document = employer({"employees": 100})
    document["provinces"][0]["province"] = "QQ"
    (fault,) = faults_of(document)
    assert fault.startswith("provinces[0].province: expected the two letters of an Italian province")
    assert "art. 9, comma 6" in fault


@pytest.mark.parametrize("plate", sorted(OTHER_YEARS))
def test_the_plates_of_other_years_are_read(plate):
    """Documents of the past hold them."""
    assert is_plate(plate)
    document = employer({"employees": 100})
    document["provinces"][0]["province"] = plate
    assert position(document).national.quota_disabled == 7


def test_an_unknown_category_is_named_with_the_rule():
    """A word that the law does not know moves nobody."""
    (fault,) = faults_of(employer({"employees": 10, "excluded": [{"category": "robots", "heads": 1}]}))
    assert fault.startswith("provinces[0].excluded[0].category: expected one of")
    assert fault.endswith("art. 4, comma 1)")


def test_every_impossibility_of_every_province_comes_at_once_without_a_value():
    """Three provinces, nine faults, one error; no number of what was written is shown."""
    document = employer(
        {"employees": 313, "part_time": [part_time(777)], "excluded": [{"category": "robots", "heads": 1}]},
        {"employees": 313, "disabled_full_time": 778, "art18_in_force": 779, "intermittent": [{"heads": 780, **HALF}]},
        {
            "employees": 313,
            "part_time": [part_time(2, worked_minutes=2400)],
            "excluded": [{"category": "seasonal", "heads": 781}],
            "exemption_self_certified": {"workers_60_per_mille": 782},
            "suspension": {"kind": "cigs", "workers": 783},
        },
    )
    faults = faults_of(document)
    assert [fault.split(":")[0] for fault in faults] == [
        "provinces[0].excluded[0].category",
        "provinces[0].part_time",
        "provinces[1].intermittent",
        "provinces[1].disabled_full_time",
        "provinces[1].art18_in_force",
        "provinces[2].part_time[0].worked_minutes",
        "provinces[2].excluded",
        "provinces[2].exemption_self_certified.workers_60_per_mille",
        "provinces[2].suspension.workers",
    ]
    assert not any(str(heads) in fault for fault in faults for heads in (313, *range(777, 784)))
    assert all(fault.endswith(")") for fault in faults)


def test_where_the_staff_itself_is_faulty_no_part_is_accused():
    """One fault, the one that was made."""
    (fault,) = faults_of(employer({"employees": None, "disabled_full_time": 5, "part_time": [part_time(3)]}))
    assert fault.startswith("provinces[0].employees: expected a whole number")


def test_the_rule_of_every_parameter_can_be_named():
    """Act and article, as the parameter's latest value says."""
    for name in parameter_ids():
        reference = load(name).values[-1].reference
        assert rule(name) == f"{reference.act}, {reference.article}"


WARNED = [
    (
        employer({"employees": 100, "exemption_authorised": {"state": "granted", "percent": 60, "units": 6}}),
        "oltre il limite di 4 unità: usate le 6 dell'atto",
        {"exempt_units": 6, "gap_disabled": 1},
    ),
    (
        employer({"employees": 20, "exemption_authorised": {"state": "granted", "percent": 60, "units": 1}}),
        "oltre il limite di 0 unità: usate le 1 dell'atto",
        {"exempt_units": 1, "gap_disabled": 0},
    ),
    (
        employer({"employees": 20, "exemption_self_certified": {"workers_60_per_mille": 10, "units": 1}}),
        "oltre il limite di 0 unità (fascia 15-35)",
        {"exempt_units": 0, "gap_disabled": 1},
    ),
    (
        employer(
            {"employees": 100, "exemption_self_certified": {"workers_60_per_mille": 60}},
            legal_form="public",
        ),
        "non ammesso per questo datore",
        {"exempt_units": 0, "gap_disabled": 7},
    ),
    (
        employer({"employees": 40}, registered_office_province="RM"),
        "la sede legale (RM) non è fra le province compilate; 2 unità restano solo nel dato nazionale",
        {"quota_disabled": 2, "gap_disabled": 2},
    ),
    (
        employer({"employees": 40}, registered_office_province="QQ"),
        "QQ non è fra le province note",
        {"quota_disabled": 2},
    ),
    (
        employer(
            {
                "employees": 130,
                "disabled_full_time": 10,
                "exemption_authorised": {"state": "granted", "units": 1},
                "compensations": [
                    {"subject": "disabled", "category": "excess", "units": 2, "other_province": "BG"},
                ],
            },
            {
                "employees": 84,
                "disabled_full_time": 4,
                "compensations": [
                    {"subject": "disabled", "category": "reduction", "units": 2, "other_province": "MI"},
                ],
            },
        ),
        "la provincia che cede ha posti esonerati",
        {"quota_disabled": 14},
    ),
    (
        employer({"employees": 10, "excluded": [{"category": "apprentices", "heads": 8}], "part_time": [part_time(8)]}),
        "le deduzioni superano i dipendenti; base portata a 0",
        {"base_art3": 0},
    ),
]


@pytest.mark.parametrize(("document", "words", "figures"), WARNED, ids=[words for _, words, _ in WARNED])
def test_what_the_law_answers_itself_is_a_warning_and_the_figures_follow_it(document, words, figures):
    """The contract says what happens: units of an act as given, a row left out, units of an office outside."""
    found = position(document)
    assert any(words in warning for warning in found.warnings), found.warnings
    assert {name: getattr(found.national, name) for name in figures} == figures


@pytest.mark.parametrize(
    ("exemption", "words"),
    [
        ({"exemption_authorised": {"state": "granted", "percent": 60}}, "esonero autorizzato non previsto"),
        ({"exemption_self_certified": {"workers_60_per_mille": 10}}, "esonero autocertificato non previsto"),
    ],
)
def test_from_15_to_35_an_exemption_gives_no_unit_and_the_office_is_told(exemption, words):
    """The quota of one stays whole."""
    found = position(employer({"employees": 20, **exemption}))
    assert found.national.exempt_units == 0
    assert any(f"{words} nella fascia 15-35: 0 unità" in warning for warning in found.warnings)


SOUND = employer({"employees": 100}, employer_id="A")
IMPOSSIBLE = employer({"employees": 100, "disabled_full_time": 101}, employer_id="B")


def test_a_file_lists_the_impossible_firm_and_leaves_it_out_of_the_totals():
    """Two of three: the sum is of two, and says so."""
    text = json.dumps([SOUND, IMPOSSIBLE, SOUND | {"employer_id": "C"}])
    found = compute_file(text, on=None, today=DAY)
    assert [item.employer_id for item in found.computed] == ["A", "C"]
    assert [item.employer_id for item in found.left_out] == ["B"]
    totals = found.totals()
    assert (totals["employers"], totals["left_out"]) == (2, 1)
    assert (totals["employees"], totals["quota_disabled"], totals["gap_disabled"]) == (200, 14, 14)
    assert "disabled_full_time" in found.to_json()[1]["errors"][0]
    assert "national" not in found.to_json()[1]


def test_a_file_of_impossible_firms_has_totals_of_nobody():
    """Zero employers, not employers of zero."""
    totals = compute_documents([IMPOSSIBLE], on=None, today=DAY).totals()
    assert (totals["employers"], totals["left_out"], totals["gap_disabled"]) == (0, 1, 0)


def test_the_tables_list_the_impossible_firm_beside_the_others():
    """One row of workforce that cannot be, one that can, one employer without rows."""
    employers = frames.from_records(
        "employers", [{"employer_id": name, "legal_form": "private"} for name in ("2", "10", "3")]
    )
    workforce = frames.from_records(
        "workforce",
        [
            {"employer_id": "2", "province": "MI", "employees": "10", "apprentices": "11"},
            {"employer_id": "10", "province": "MI", "employees": "100"},
        ],
    )
    found = compute_tables(employers, workforce, on=DAY)
    assert [item.employer_id for item in found.items] == ["10", "2"]
    (out,) = found.left_out
    assert isinstance(out, Faulty)
    assert out.errors[0].startswith("provinces[0].excluded: expected no more heads in all than employees")
    assert found.totals()["gap_disabled"] == 7
    assert found.faulty
