"""An employer with faults: all of them at once, each with its place, none with its value."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import MatcherError
from matcher.law68 import QuotaInputError, position

SOUND = {
    "legal_form": "private",
    "reference_date": "2025-12-31",
    "registered_office_province": "MI",
    "provinces": [{"province": "MI", "employees": 40}],
}


def with_province(**fields):
    employer = copy.deepcopy(SOUND)
    employer["provinces"][0].update(fields)
    return employer


@pytest.mark.parametrize("name", ["legal_form", "registered_office_province", "provinces", "reference_date"])
def test_a_required_field_is_named(name):
    """What is missing, and what was expected."""
    employer = {key: value for key, value in SOUND.items() if key != name}
    with pytest.raises(QuotaInputError, match=f"^{name}: expected"):
        position(employer)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"employees": -1}, "employees"),
        ({"employees": 12.5}, "employees"),
        ({"employees": "12"}, "employees"),
        ({"employees": True}, "employees"),
        ({"employees": None}, "employees"),
        ({"employees": float("nan")}, "employees"),
        ({"employees": float("inf")}, "employees"),
        ({"employees": 10**30}, "employees"),
        ({"disabled_full_time": "x"}, "disabled_full_time"),
        ({"province": "Milano"}, "province"),
        ({"excluded": {}}, "excluded"),
        ({"excluded": ["seasonal"]}, r"excluded\[0\]"),
        ({"excluded": [{"category": "robots", "heads": 1}]}, r"excluded\[0\]\.category"),
        ({"excluded": [{"category": "seasonal"}]}, r"excluded\[0\]\.heads"),
        ({"excluded": [{"category": "seasonal", "heads": 1, "applies_to": "all"}]}, r"excluded\[0\]\.applies_to"),
        ({"part_time": [{"heads": 1, "contract_minutes": 2400, "worked_minutes": 60}]}, r"part_time\[0\]\.kind"),
        ({"intermittent": [{"heads": 1, "worked_minutes": 60}]}, r"intermittent\[0\]\.contract_minutes"),
        ({"intermittent": [{"heads": 1, "contract_minutes": 0, "worked_minutes": 0}]}, "contract_minutes"),
        ({"intermittent": [{"heads": 1, "contract_minutes": 60, "worked_minutes": 61}]}, "worked_minutes"),
        ({"intermittent": [{"heads": 1, "contract_hours": "40:75", "worked_hours": "1:00"}]}, "contract_hours"),
        ({"exemption_authorised": {"state": "maybe"}}, r"exemption_authorised\.state"),
        ({"exemption_authorised": {"state": "granted", "percent": 101}}, r"exemption_authorised\.percent"),
        ({"exemption_authorised": 60}, "exemption_authorised"),
        ({"suspension": {"kind": "holiday"}}, r"suspension\.kind"),
        ({"suspension_granted": "yes"}, "suspension_granted"),
        ({"compensations": [{"subject": "disabled", "category": "excess", "units": 1}]}, "other_province"),
        ({"art18_in_force": 1, "art18_in_force_since_17_1_2000": 2}, "art18_in_force_since_17_1_2000"),
    ],
)
def test_a_fault_in_a_province_names_its_place(fields, place):
    """The path into the document, as the user would look for it."""
    with pytest.raises(QuotaInputError, match=rf"provinces\[0\]\.({place}|\S*{place})"):
        position(with_province(**fields))


def test_all_faults_come_at_once_and_no_value_is_shown():
    """Three faults, three lines; what was written stays unsaid."""
    employer = with_province(employees="quarantadue", disabled_full_time=-7) | {"legal_form": "segreta"}
    with pytest.raises(QuotaInputError) as caught:
        position(employer)
    assert len(caught.value.faults) == 3
    assert not any(word in str(caught.value) for word in ("quarantadue", "-7", "segreta"))


def test_a_province_stands_once():
    """Two rows for the same province would count nobody knows what."""
    employer = SOUND | {"provinces": [{"province": "MI", "employees": 1}, {"province": "mi", "employees": 2}]}
    with pytest.raises(QuotaInputError, match="MI stands 2 times"):
        position(employer)


@pytest.mark.parametrize("document", [None, 3, "x", [], [SOUND]])
def test_what_is_not_an_employer_is_a_fault(document):
    """An object is expected."""
    with pytest.raises(QuotaInputError, match="expected an object"):
        position(document)


@pytest.mark.parametrize("day", ["2025-13-01", "31/12/2025", 20251231, "2025-12-31T00:00:00", "9999-12-31"])
def test_a_day_is_written_year_month_day(day):
    """Other forms are refused, not guessed."""
    with pytest.raises(QuotaInputError, match="reference_date: expected a day written YYYY-MM-DD"):
        position(SOUND | {"reference_date": day})


def test_unknown_fields_are_ignored_and_named():
    """At both levels, in one warning."""
    employer = with_province(shoe_size=43) | {"declarant_code": "A"}
    assert "campi non previsti, ignorati: declarant_code, shoe_size" in position(employer).warnings


def test_hours_are_read_as_text_and_minutes_win():
    """37:30 is 2250 minutes; where both stand the minutes count."""
    row = {"kind": "ordinary", "heads": 4, "worked_hours": "37:30", "contract_hours": "40:00"}
    stated = {"kind": "ordinary", "heads": 4, "worked_minutes": 2250, "contract_minutes": 2400}
    both = stated | {"worked_hours": "01:00", "contract_hours": "40:00"}
    found = [position(with_province(part_time=[form])).national for form in (row, stated, both)]
    assert found[0] == found[1] == found[2]


def test_a_lower_case_province_and_a_whole_float_are_read():
    """Small liberties that change no meaning."""
    found = position(SOUND | {"provinces": [{"province": " mi ", "employees": 40.0}]})
    assert found.provinces[0].province == "MI"
    assert found.national.employees == 40


def test_the_category_decides_its_scope():
    """A wrong applies_to changes no figure and is told."""
    wrong = [{"category": "seasonal", "heads": 4, "applies_to": "disabled_only"}]
    found = position(with_province(excluded=wrong))
    assert found.national.base_art18 == 36
    assert any("applies_to" in warning for warning in found.warnings)


def test_the_day_stands_in_for_a_missing_reference_date():
    """Rules and money of the same day."""
    employer = {key: value for key, value in SOUND.items() if key != "reference_date"}
    found = position(employer, on=date(2021, 6, 1))
    assert (found.reference_date, found.on) == (date(2021, 6, 1), date(2021, 6, 1))
    assert found.exposure_eur_per_day == 306.40


def test_rules_follow_the_reference_date_and_money_the_day():
    """A prospetto of 2025 read in 2015 terms costs the older amount."""
    found = position(SOUND, on=date(2015, 6, 1))
    assert found.national.quota_disabled == 2
    assert found.exposure_eur_per_day == 125.54


def test_deductions_above_the_staff_leave_a_base_of_zero_and_a_warning():
    """Groups that overlap, each within the staff: a slip that does not stop the calculation."""
    executives = [{"category": "executives", "heads": 3}]
    found = position(with_province(employees=3, disabled_full_time=2, excluded=executives))
    assert found.national.base_art3 == 0
    assert any("base portata a 0" in warning for warning in found.warnings)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["MI", "40:00", 5]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["heads", "kind", "percent"]), inner),
    max_leaves=6,
)
FIELDS = [
    *("employees", "province", "disabled_full_time", "art18_in_force", "excluded", "part_time", "intermittent"),
    *("exemption_authorised", "exemption_self_certified", "compensations", "suspension", "suspension_granted"),
]


@given(
    fields=st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=4),
    top=st.dictionaries(
        st.sampled_from([*SOUND, "employer_id", "obligation_since", "new_hire_on"]), VALUES, max_size=3
    ),
)
def test_whatever_is_written_gives_a_position_or_its_faults(fields, top):
    """No document ends in a stack trace."""
    try:
        found = position(with_province(**fields) | top)
    except MatcherError as error:
        assert str(error)
    else:
        assert found.national.gap_disabled >= 0
