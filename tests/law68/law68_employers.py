"""Employers drawn for the column form: every relief, days under different rules, sums of hours on the tie."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from matcher.law68.columns.layout import CATEGORIES
from matcher.law68.employer import LEGAL_FORMS, PART_TIME_KINDS, SUSPENSION_KINDS

DAY = date(2025, 12, 31)
DAYS = (date(2001, 3, 1), date(2012, 6, 30), date(2015, 12, 31), date(2017, 12, 31), date(2018, 1, 1), DAY)
PLATES = ("BG", "LC", "LO", "MB", "MI", "VA")


def agrees(columns, figures, positions):
    """Every figure of every position stands in the columns, and nothing else does."""
    assert len(columns) == len(positions)
    for at, found in enumerate(positions):
        expected = found.to_json()
        national = {**expected["national"], "exposure_eur_per_day": expected["exposure_eur_per_day"]}
        national["band"] = national["band"] or ""
        assert {name: column[at].item() for name, column in figures.national.items()} == national
        first = columns.places.starts[at]
        for number, province in enumerate(expected["provinces"]):
            row = {name: column[first + number].item() for name, column in figures.provinces.items()}
            assert row.pop("employer") == at
            assert row == province
        assert columns.places.starts[at + 1] - first == len(expected["provinces"])


def hours(kinds):
    # halves often, so that sums fall on the tie; 49 and 7 have no finite binary fraction
    whole = st.sampled_from([2400, 2280, 2250, 2160, 49, 7, 2])
    week = whole.flatmap(lambda full: st.tuples(st.just(full), st.just(full // 2) | st.integers(0, full - 1)))
    fields = {"heads": st.integers(0, 6), "week": week}
    if kinds:
        fields["kind"] = st.sampled_from(kinds)
        fields["percent"] = st.none() | st.sampled_from([50, 50.5, 67]) | st.floats(0, 100)
    return st.fixed_dictionaries(fields).map(
        lambda row: {
            **{name: value for name, value in row.items() if name != "week"},
            "contract_minutes": row["week"][0],
            "worked_minutes": row["week"][1],
        }
    )


def percents():
    return st.none() | st.integers(0, 100) | st.sampled_from([12.5, 33.3, 62.5]) | st.floats(0, 100)


def compensations():
    return st.fixed_dictionaries(
        {
            "subject": st.sampled_from(["disabled", "protected"]),
            "category": st.sampled_from(["excess", "reduction"]),
            "units": st.integers(0, 3),
            "other_province": st.sampled_from(PLATES),
            "group_company": st.booleans(),
        }
    )


def reliefs():
    rare = lambda record: st.one_of(st.none(), st.none(), st.fixed_dictionaries(record))  # noqa: E731
    units = st.none() | st.integers(0, 9)
    return st.fixed_dictionaries(
        {
            "exemption_authorised": rare(
                {"state": st.sampled_from(["granted", "requested"]), "percent": percents(), "units": units}
            ),
            "exemption_self_certified": rare({"workers_60_per_mille": st.integers(0, 60), "units": units}),
            "suspension": rare({"kind": st.sampled_from(SUSPENSION_KINDS), "percent": percents(), "workers": units}),
            "suspension_granted": st.booleans(),
            "compensations": st.lists(compensations(), max_size=2),
        }
    )


OWN = ("disabled", "blind_switchboard_operator", "blind_therapist")


def fewest(row):
    """Heads that the groups of a province need: the largest group, where groups may overlap."""
    part_time = {
        kind: sum(item["heads"] for item in row["part_time"] if item["kind"] == kind) for kind in PART_TIME_KINDS
    }
    own = sum(part_time[kind] for kind in OWN)
    full_time = row["disabled_full_time"] + row["blind_switchboard_operators_full_time"]
    intermittent = sum(item["heads"] for item in row["intermittent"])
    risk, suspended = row["exemption_self_certified"] or {}, row["suspension"] or {}
    return max(
        part_time["ordinary"] + own + intermittent + full_time,
        sum(item["heads"] for item in row["excluded"]),
        full_time + own + row["art18_in_force"],
        row["telework_full_time"] + part_time["telework"],
        risk.get("workers_60_per_mille", 0),
        suspended.get("workers") or 0,
    )


@st.composite
def provinces(draw, plate):
    row = {
        "province": plate,
        "disabled_full_time": draw(st.integers(0, 6)),
        "blind_switchboard_operators_full_time": draw(st.integers(0, 1)),
        "art18_in_force": draw(st.integers(0, 6)),
        "telework_full_time": draw(st.integers(0, 2)),
        "agency_disabled_full_time": draw(st.integers(0, 2)),
        "convention_disabled_full_time": draw(st.integers(0, 1)),
        "excluded": draw(
            st.lists(
                st.fixed_dictionaries({"category": st.sampled_from(CATEGORIES), "heads": st.integers(0, 9)}),
                max_size=3,
            )
        ),
        "part_time": draw(st.lists(hours(PART_TIME_KINDS), max_size=4)),
        "intermittent": draw(st.lists(hours(()), max_size=2)),
        **draw(reliefs()),
    }
    row["art18_in_force_since_17_1_2000"] = draw(st.integers(0, row["art18_in_force"]))
    return {**row, "employees": fewest(row) + draw(st.integers(0, 40) | st.integers(0, 600))}


@st.composite
def employers(draw, day):
    plates = draw(st.lists(st.sampled_from(PLATES), min_size=1, max_size=4, unique=True))
    near = st.none() | st.dates(date(day.year - 1, 1, 1), day)
    return {
        "legal_form": draw(st.sampled_from(LEGAL_FORMS)),
        "reference_date": day,
        "registered_office_province": draw(st.sampled_from([*plates, "RM"])),
        "suspended_nationally": draw(st.sampled_from([False, False, False, True])),
        "third_sector_admin_only": draw(st.booleans()),
        "obligation_since": draw(near),
        "new_hire_on": draw(near),
        "provinces": [draw(provinces(plate)) for plate in plates],
    }


def batches():
    return st.sampled_from(DAYS).flatmap(lambda day: st.lists(employers(day), min_size=1, max_size=3))
