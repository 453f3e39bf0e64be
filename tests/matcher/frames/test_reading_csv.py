"""CSV as offices export it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import FrameError
from matcher.frames import read_rows, read_table
from matcher.frames.reading_csv import decode

HEAD = "candidate_id,home_municipality,skills\n"


def _write(folder: Path, content: bytes | str) -> Path:
    path = folder / "candidates.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


SAME = {
    "comma": "candidate_id,home_municipality,skills\n001,Melzo,città\n",
    "semicolon": "candidate_id;home_municipality;skills\r\n001;Melzo;città\r\n",
    "mark": "\ufeffcandidate_id,home_municipality,skills\n001,Melzo,città\n",
    "italian": "N. ISCRIZIONE;Comune di residenza;Cosa sa fare (parole sue)\n001;Melzo;città\n",
    "title": "Elenco iscritti\n\ncandidate_id;home_municipality;skills\n001;Melzo;città\n",
    "hint": "sep=;\ncandidate_id;home_municipality;skills\n001;Melzo;città\n",
    "mac": "candidate_id,home_municipality,skills\r001,Melzo,città\r",
    "blanks": "candidate_id;home_municipality;skills;;\n\n001; Melzo ;città;;\n;;;;\n",
    "quotes": '"candidate_id","home_municipality","skills"\n"001","Melzo","città"',
}


@pytest.mark.parametrize("name", SAME)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_same_table_is_read_however_it_was_exported(name: str, encoding: str, tmp_path: Path) -> None:
    """Delimiter, line ends, marks, titles, blank lines and encoding change nothing."""
    if encoding == "cp1252" and name == "mark":
        pytest.skip("cp1252 has no byte order mark")
    frame = read_table(_write(tmp_path, SAME[name].encode(encoding)), "candidates")
    assert frame["candidate_id"] == ["001"]
    assert frame["home_municipality"] == ["015142"]
    assert frame["skills"] == ["città"]
    assert frame.warnings == []


def test_a_row_number_is_the_line_on_which_the_record_begins(tmp_path: Path) -> None:
    """A cell of several lines parts the count of records from that of lines."""
    path = _write(tmp_path, HEAD + 'A,Melzo,"due\nrighe\n"\nB,Melzo,x\n\nC,Nowhere,x\n')
    frame, faults = read_rows(path, "candidates")
    assert frame.lines == [2, 5]
    assert [fault.row for fault in faults] == [7]


def test_a_byte_that_no_encoding_has_is_a_fault_of_its_cell_alone(tmp_path: Path) -> None:
    """The other accents stay right, and no letter is made up."""
    path = _write(tmp_path, "candidate_id;skills\nA;attività\nB;caff".encode("cp1252") + b"\x8d\nC;perch\xe9\n")
    frame, faults = read_rows(path, "candidates")
    assert frame["skills"] == ["attività", "perché"]
    assert [(fault.code, fault.row, fault.column, fault.record) for fault in faults] == [
        ("encoding_invalid", 3, "skills", "B")
    ]
    assert "byte 0x8D is neither" in faults[0].expected


def test_a_stray_line_of_utf_8_in_a_cp1252_file_is_not_taken_for_it(tmp_path: Path) -> None:
    """Nothing is read as 'Ã' without a word."""
    content = "candidate_id;skills\nA;è\nB;à\n".encode("cp1252") + "C;ù\n".encode()
    frame, faults = read_rows(_write(tmp_path, content), "candidates")
    assert frame["skills"] == ["è", "à"]
    assert [(fault.code, fault.row) for fault in faults] == [("encoding_invalid", 4)]


def test_a_heading_in_a_broken_encoding_refuses_the_file(tmp_path: Path) -> None:
    """With one message that names the remedy."""
    content = b"candidate_id;skills;Disponibilit\x8d\nA;x;y\n"
    with pytest.raises(FrameError, match=r"encoding_invalid.*save the file as UTF-8"):
        read_table(_write(tmp_path, content), "candidates")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (HEAD + 'A,Melzo,"x\nB,Melzo,y\n', 2),
        (HEAD + 'A,Melzo,x\nB,"Me\nlzo","y\n', 4),
        (HEAD + 'A,Melzo,"x\nB,Melzo,"y"\n', 2),
        (HEAD + 'A,Melzo,"Ditta" srl\n', 2),
        (HEAD + 'A,Melzo,"' + "B,Melzo,y\n" * 40_000, 2),
    ],
)
def test_a_quote_left_open_is_told_where_it_was_opened(content: str, line: int, tmp_path: Path) -> None:
    """Not at the end of the file, and nothing becomes one long cell."""
    with pytest.raises(FrameError) as caught:
        read_table(_write(tmp_path, content), "candidates")
    (fault,) = caught.value.faults
    assert (fault.code, fault.row) == ("quote_open", line)


def test_doubled_quotes_and_quotes_inside_a_word_are_text(tmp_path: Path) -> None:
    """As they were meant."""
    path = _write(tmp_path, HEAD + 'A,Melzo,"disse ""forse"""\nB,Melzo,vite da 3/8"\n')
    assert read_table(path, "candidates")["skills"] == ['disse "forse"', 'vite da 3/8"']


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\n \r\n", "file_empty"),
        (b"\xef\xbb\xbf", "file_empty"),
        ("candidate_id\nA\n".encode("utf-16"), "encoding_invalid"),
        ("candidate_id\nA\n".encode("utf-16-le"), "encoding_invalid"),
        ("candidate_id\nA\n".encode("utf-32"), "encoding_invalid"),
        (b"PK\x03\x04....", "file_not_csv"),
        (b"PAR1....", "file_not_csv"),
        (b"nothing,of,ours\n1,2,3\n", "column_missing"),
    ],
)
def test_what_is_no_table_is_refused_with_one_message(content: bytes, code: str, tmp_path: Path) -> None:
    """It names what the file is, or what it lacks."""
    with pytest.raises(FrameError) as caught:
        read_table(_write(tmp_path, content), "candidates")
    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """Without a stack trace."""
    with pytest.raises(FrameError, match="file_unreadable"):
        read_table(tmp_path / "candidates.csv", "candidates")
    with pytest.raises(FrameError, match="format_unknown"):
        read_table(tmp_path / "candidates.ods", "candidates")


@given(st.text())
def test_utf_8_is_decoded_as_it_is(text: str) -> None:
    """But for a byte order mark in front."""
    assert decode(text.encode("utf-8")) == text.removeprefix("\ufeff")


@given(st.binary(max_size=200))
def test_no_byte_is_lost_in_decoding(data: bytes) -> None:
    """Each byte gives a letter or stays undecoded; none disappears, and none stops the reading."""
    assert len(decode(data)) >= len(data.removeprefix(b"\xef\xbb\xbf")) // 4


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Any file ends in rows or in faults."""
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"candidate_id,skills\nA," + data)
    try:
        read_rows(path, "candidates")
    except FrameError as error:
        assert str(error).encode()
