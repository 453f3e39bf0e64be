"""Every code that a fault in a table can carry, with its meaning in Italian and in English."""

from __future__ import annotations

from dataclasses import dataclass

# The codes of a file, of its headings, of its rows, of a cell, of a row as a whole, of several tables.
FAULT_CODES: tuple[tuple[str, str, str], ...] = (
    ("file_unreadable", "il file non si può aprire", "the file cannot be opened"),
    ("file_empty", "il file è vuoto", "the file is empty"),
    ("file_damaged", "il file è danneggiato o incompleto", "the file is damaged or not complete"),
    ("file_encrypted", "il file ha una password", "the file has a password"),
    ("file_too_large", "il file, aperto, è troppo grande", "the file is too large once unpacked"),
    ("file_not_xlsx", "non è un foglio .xlsx", "this is no .xlsx workbook"),
    ("file_not_csv", "non è un testo CSV", "this is no CSV text"),
    ("file_not_parquet", "non è un file parquet", "this is no parquet file"),
    ("format_unknown", "il formato non è .csv, .xlsx o .parquet", "the format is not .csv, .xlsx or .parquet"),
    ("xml_dtd", "il foglio dichiara entità XML", "the workbook declares XML entities"),
    ("encoding_invalid", "testo in una codifica diversa o illeggibile", "text in another encoding, or unreadable"),
    ("quote_open", "virgolette aperte e non chiuse", "a quote that is opened and not closed"),
    ("heading_duplicate", "la stessa colonna compare due volte", "a column stands twice"),
    ("heading_repeated", "la riga di intestazione è ripetuta", "the heading line is repeated"),
    ("headings_unknown", "troppe intestazioni sconosciute", "too many headings that nobody knows"),
    ("column_missing", "manca una colonna necessaria", "a column that is needed is missing"),
    ("fields_count", "numero di celle diverso dall'intestazione", "a row with more or fewer cells than the heading"),
    ("no_rows", "nessuna riga sotto l'intestazione", "no row under the headings"),
    ("character_invalid", "carattere di controllo o invisibile", "a control character or an invisible one"),
    ("cell_too_long", "cella troppo lunga", "a cell over 32,767 characters"),
    ("formula_text", "la cella è una formula", "the cell is a formula"),
    ("cell_error", "la cella contiene un errore del foglio", "the cell holds an error of the spreadsheet"),
    ("id_missing", "manca un codice identificativo", "an id is missing"),
    ("value_missing", "manca un valore necessario", "a value that is needed is missing"),
    ("id_duplicate", "lo stesso codice compare due volte", "an id that stands twice"),
    ("number_invalid", "non è un numero semplice", "not a plain number"),
    ("number_out_of_range", "numero fuori dai limiti", "a number outside its range"),
    ("percent_out_of_range", "percentuale fuori da 0–100", "a percentage outside 0 to 100"),
    ("coordinates_out_of_range", "coordinata impossibile", "an impossible latitude or longitude"),
    ("coordinates_incomplete", "una sola delle due coordinate", "one coordinate without the other"),
    ("date_invalid", "data inesistente o scritta male", "a day that does not exist or is written otherwise"),
    ("dates_reversed", "date in ordine inverso", "a day before the one it must follow"),
    ("hours_negative", "ore negative o oltre quelle del contratto", "hours below 0, or over the contract's"),
    ("hours_reversed", "ore minime oltre le massime", "least hours above the most"),
    ("word_unknown", "parola fuori dall'elenco", "a word that is not in the list"),
    ("entry_repeated", "la stessa voce con due valori", "an entry named twice with two values"),
    ("municipality_unknown", "comune sconosciuto", "no municipality of that name or code"),
    ("municipality_ambiguous", "più comuni con lo stesso nome", "several municipalities of that name"),
    ("province_unknown", "provincia sconosciuta", "no province of that name"),
    ("demand_unknown", "richiesta sconosciuta", "no demand of that name"),
    ("level_invalid", "livello fuori dalla scala", "a level outside its scale"),
    ("language_unknown", "lingua sconosciuta", "no language of that code"),
    ("language_level_invalid", "livello di lingua diverso da A1–C2", "a language without a level A1 to C2"),
    ("accommodation_unknown", "accomodamento sconosciuto", "no accommodation of that code"),
    ("need_invalid", "accomodamento senza essential o preferred", "an accommodation neither essential nor preferred"),
    ("part_time_invalid", "ore di part-time scritte male", "part-time hours written otherwise"),
    ("compensation_invalid", "compensazione scritta male", "a compensation written otherwise"),
    ("employer_unknown", "azienda che non c'è", "an employer that is not in the table"),
    ("candidate_unknown", "persona che non c'è", "a candidate who is not in the table"),
    ("vacancy_unknown", "posto che non c'è", "a vacancy that is not in the table"),
    ("table_missing", "manca una tabella necessaria", "a table that is needed is missing"),
    ("two_formats", "la stessa tabella in due formati", "one table in two formats"),
)
CODES = frozenset(code for code, _, _ in FAULT_CODES)


@dataclass(frozen=True, slots=True)
class CellFault:
    """The fault of one cell, before its place is known: a code and what was expected, never the value."""

    code: str
    expected: str
