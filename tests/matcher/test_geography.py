"""Municipalities are found as people write them; distances are whole tens of metres."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.geography import (
    EARTH_RADIUS_KM,
    MunicipalityAmbiguousError,
    MunicipalityUnknownError,
    distance_10m,
    municipalities,
)

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)
SPELLINGS = {
    "CERNUSCO S/N": "Cernusco sul Naviglio",
    "Cernusco sul Nav.": "Cernusco sul Naviglio",
    "Cassina de Pecchi": "Cassina de' Pecchi",
    "CASSANO D’ADDA": "Cassano d'Adda",
    "Cassano d Adda": "Cassano d'Adda",
    "Pozzuolo M.na": "Pozzuolo Martesana",
    "Trezzo s/Adda": "Trezzo sull'Adda",
    "Pessano c/Bornago": "Pessano con Bornago",
    "Bellinzago L.do": "Bellinzago Lombardo",
    "Melzo (MI)": "Melzo",
    "Melzo, MI": "Melzo",
    "Melzo (Milano)": "Melzo",
    " melzo ": "Melzo",
    "15142": "Melzo",
    "015142": "Melzo",
    "Bozen": "Bolzano/Bozen",
    "S. Donato Milanese": "San Donato Milanese",
    "Forli": "Forlì",
    "Treville": "Treville",
    "Tre Ville": "Tre Ville",
}


@pytest.mark.parametrize(("text", "name"), SPELLINGS.items())
def test_a_municipality_is_found_as_people_write_it(text: str, name: str) -> None:
    """Codes, capitals, accents, apostrophes, abbreviations, provinces."""
    towns = municipalities()
    assert towns.name(towns.resolve(text)) == name


@pytest.mark.parametrize(
    "text", ["", " ", "Borgo Roggiaverde", "999999", "0", "Melzo (BG)", "x" * 5000, ".", "s/", "(MI)"]
)
def test_what_is_no_municipality_is_not_found(text: str) -> None:
    """Nor is anything near it taken in its place."""
    assert municipalities().find(text) == ()


def test_an_unknown_name_names_the_nearest_spelling() -> None:
    """So that a slip of the pen is put right at once."""
    with pytest.raises(MunicipalityUnknownError, match="'Gorgonzola'"):
        municipalities().resolve("Gorgonzolla")


def test_a_homonym_names_its_choices_with_their_codes() -> None:
    """And is settled by its province."""
    with pytest.raises(MunicipalityAmbiguousError, match=r"Castro \(BG\) 016065, Castro \(LE\) 075096") as caught:
        municipalities().resolve("Castro")
    assert caught.value.choices == ("016065", "075096")
    assert municipalities().resolve("Castro (LE)") == "075096"
    assert municipalities().nearest("Castrro") == "Castro (BG)"


def test_every_code_and_every_name_with_its_province_leads_back() -> None:
    """All 7,899 of them."""
    towns = municipalities()
    assert len(towns) == 7899
    for code, row in towns.rows.items():
        assert towns.find(code) == (code,)
        assert code in towns.find(row.name)
        assert towns.find(f"{row.name} ({row.province})") == (code,)


def test_the_table_is_that_of_the_source(samples: Path) -> None:
    """Code, name, province, centre and residents."""
    towns = municipalities()
    with (samples / "geo" / "comuni_2023.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["municipality_code"].zfill(6)
            assert towns.name(code) == row["municipality"]
            assert towns.province(code) == row["province_short"]
            assert towns.centroid(code) == (float(row["lat"]), float(row["lon"]))
            assert towns.population(code) == (int(float(row["pop"])) if row["pop"] else None)


@pytest.mark.parametrize(("text", "letters"), [("MI", "MI"), ("milano", "MI"), ("Monza e Brianza", "MB"), ("XX", None)])
def test_a_province_is_known_by_its_letters_or_its_name(text: str, letters: str | None) -> None:
    """Whatever its capitals."""
    assert municipalities().province_letters(text) == letters


def test_there_are_one_hundred_and_seven_provinces() -> None:
    """Naples among them: its letters are no missing value."""
    assert len(municipalities().provinces()) == 107
    assert "NA" in municipalities().provinces()


@given(st.text(max_size=60))
def test_no_text_breaks_the_search(text: str) -> None:
    """It is found or it is not."""
    towns = municipalities()
    assert all(code in towns.rows for code in towns.find(text))
    assert towns.nearest(text)


def test_one_degree_of_a_meridian_is_known_exactly() -> None:
    """The radius times a degree: 111.195 km, and the poles are half a circle apart."""
    assert distance_10m(45.0, 9.0, 46.0, 9.0) == round(math.radians(1) * EARTH_RADIUS_KM * 100)
    assert distance_10m(90.0, 0.0, -90.0, 0.0) == round(math.pi * EARTH_RADIUS_KM * 100)


def test_distances_broadcast_and_an_unknown_coordinate_is_minus_one() -> None:
    """One side in rows, the other in columns."""
    found = distance_10m(np.array([[45.0], [np.nan]]), np.array([[9.0], [9.0]]), np.array([45.0, 46.0]), 9.0)
    assert found.dtype == np.int64
    np.testing.assert_array_equal(found, [[0, 11120], [-1, -1]])


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_a_distance_is_the_same_both_ways_and_never_negative(
    lat1: float, lon1: float, lat2: float, lon2: float
) -> None:
    """Half the circle at most."""
    there, back = distance_10m(lat1, lon1, lat2, lon2), distance_10m(lat2, lon2, lat1, lon1)
    assert there == back
    assert 0 <= there <= round(math.pi * EARTH_RADIUS_KM * 100)
