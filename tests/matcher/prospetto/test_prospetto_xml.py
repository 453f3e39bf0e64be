"""The official XML: its order, what is not known in it, and files that mean harm."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree

import pytest
from prospetti import whole

from matcher.prospetto import ProspettoError, build, from_json, from_xlsx, from_xml, to_json, to_xlsx, to_xml
from matcher.prospetto.xml_writing import NAMESPACE, element_paths

FULL_OR_PART = "nlavoratoritempopieno parttime"
# Children of each element as the schema of April 2016 lists them.
ORDER = {
    "prospetto": "quadro1 quadro2 quadro3 tipocomunicazione",
    "quadro1": "datiprospetto datiaziendali gradualita sospensionemobilita assunzionipubblicaselezione",
    "quadro2": "datiprovinciali personaledipendente personalenondipendente lavoratoricomputabili postilavoro "
    "compensazioni sospensioni gradualita esoneri esoneri60permille convenzione note",
    "quadro3": "riepilogonazionale elencoriepilogativoprovinciale note",
    "datiprospetto": "datariferimento capogruppo cfcapogruppo capogruppoestera nlavoratorinazionali categoriaazienda "
    "dataprimaassunzione datasecondaassunzione nessunaassunzioneaggiuntiva",
    "datiaziendali": "dichiarante sedelegale referente",
    "dichiarante": "tipologiadichiarante codicefiscale denominazione settore ccnl",
    "sedelegale": "comunesedelegale capsedelegale indirizzosedelegale telefono fax email PECemail",
    "datiaziendali/referente": "codicefiscale cognome nome indirizzo comune cap telefono fax email",
    "quadro1/gradualita": "dataatto estremiatto assunzioninondisabiliprimaditrasformazione datatrasformazione "
    "percentuale",
    "sospensionemobilita": "sospensionepermobilita datafinesospensione",
    "assunzionipubblicaselezione": "regione saldodisabili saldoexart18 note",
    "datiprovinciali": "provincia sederiferimento referente nposticentralinisti npostimassofisioterapisti",
    "sederiferimento": "comune cap indirizzo telefono fax email",
    "datiprovinciali/referente": "cognome nome",
    "personaledipendente": "nlavoratori disabili centralinisti massofisioterapisti telelavoro categorieescluse "
    "dettaglioparttime dettagliointermittenti categorieprotette dicuiinforzaal17012000",
    "personaledipendente/disabili": FULL_OR_PART,
    "personaledipendente/centralinisti": FULL_OR_PART,
    "personaledipendente/massofisioterapisti": FULL_OR_PART,
    "personaledipendente/telelavoro": FULL_OR_PART,
    "personalenondipendente": "lavoratoridisabilisomministrati lavoratoridisabiliconv12bis14",
    "lavoratoridisabilisomministrati": FULL_OR_PART,
    "lavoratoridisabiliconv12bis14": FULL_OR_PART,
    "parttime": "nlavoratoriparttime orariosettimanalecontrattuale orariosettimanaleparttime",
    "categorieescluse": "categoria numero",
    "dettaglioparttime": "numero orariosettimanalecontrattuale orariosettimanaleparttime",
    "dettagliointermittenti": "numero orariosettimanalecontrattuale orariosettimanalesvolto",
    "lavoratoricomputabili": "lavoratore rapportolavoro",
    "lavoratore": "codicefiscale cognome nome sesso datanascita comunenascita percentualedisabilita",
    "rapportolavoro": "datainizio tipologiacontr datafine qualifica tipoassunzione orariosettimanale "
    "orariosettimanaleparttime categoriasogg categoriaass",
    "postilavoro": "qualificaprof mansione nposti categoriasogg comuneass capacitacontroindicazioni "
    "barrierearchitettoniche turninotturni mezzipubblici categoriaass",
    "compensazioni": "provincia categoriacomp numero categoriasogg codicefiscaleaziendagruppo",
    "sospensioni": "stato causale datafinesospensione numerolavoratori",
    "quadro2/gradualita": "nassunzioni",
    "quadro2/esoneri": "stato dataatto estremiatto finoal percentuale numerolavoratori",
    "esoneri60permille": "dataautocertificazione numerolavoratori60permille numerolavoratoriesonero percentuale",
    "convenzione": "stato dataatto estremiatto tipoconvenzione numLavoratoriPrevisti datastipula dataconcessione",
    "riepilogonazionale": "numLavBaseComputoArt3 numLavBaseComputoArt18 quotariservadisabili quotariservacatprotette "
    "esoneri disabili catprotette quotaesuberiArt18 scoperturedisabili scoperturecatprotette sospensioniincorso",
    "elencoriepilogativoprovinciale": "provincia numLavBaseComputoArt3 numLavBaseComputoArt18 categoriacompdisabili "
    "numerocompdisabili categoriacompcatprotette numerocompcatprotette disabili catprotette quotariservadisabili "
    "quotariservacatprotette esonerati scoperturedisabili scoperturecatprotette sospensioniincorso",
}

MINIMAL = f"""<prospetto xmlns="{NAMESPACE}"><quadro1/>
<quadro2><datiprovinciali><provincia>015</provincia></datiprovinciali></quadro2></prospetto>"""
BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;">]>'
    f'<prospetto xmlns="{NAMESPACE}"><quadro1>&lol1;</quadro1></prospetto>'
)
EXTERNAL_ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    f'<prospetto xmlns="{NAMESPACE}">&x;</prospetto>'
)
DEEP = f'<prospetto xmlns="{NAMESPACE}">' + "<a>" * 5_000 + "</a>" * 5_000 + "</prospetto>"
HOSTILE = {
    "billion laughs": (BILLION_LAUGHS.encode(), "without a document type"),
    "external entity": (EXTERNAL_ENTITY.encode(), "without a document type"),
    "bare document type": (f"<!DOCTYPE prospetto>{MINIMAL}".encode(), "without a document type"),
    "document type in UTF-16": (f"<!DOCTYPE prospetto>{MINIMAL}".encode("utf-16"), "without a document type"),
    "wrong namespace": (MINIMAL.replace("UNIPI", "ALTRO").encode(), "the element prospetto of the namespace"),
    "no namespace": (b"<prospetto/>", "the element prospetto of the namespace"),
    "another root": (f'<quadro1 xmlns="{NAMESPACE}"/>'.encode(), "the element prospetto of the namespace"),
    "truncated": (MINIMAL.encode()[:80], "damaged or not complete"),
    "empty": (b"", "damaged or not complete"),
    "binary": (bytes(range(256)), "damaged or not complete"),
    "unknown encoding": (b'<?xml version="1.0" encoding="x-none"?><a/>', "XML file"),
    "too deep": (DEEP.encode(), "levels"),
}


def _below(element: ElementTree.Element, path: str):
    tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    path = f"{path}/{tag}"
    yield path, element
    for child in element:
        yield from _below(child, path)


def _expected(path: str) -> list[str]:
    names = [name for name in ORDER if path.endswith(f"/{name}")]
    return ORDER[max(names, key=len)].split() if names else []


def test_elements_stand_in_the_order_of_the_schema():
    """A prospetto with every field has every element of April 2016, in its order, and no other."""
    root = ElementTree.fromstring(to_xml(build(whole())))
    for path, element in _below(root, ""):
        tags = [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in element]
        assert list(dict.fromkeys(tags)) == _expected(path), path


def test_every_element_of_the_layout_stands_once():
    """Two fields never share an element."""
    assert max(Counter(element_paths()).values()) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_one_message(name):
    """One fault, one line, and nothing of the file in it."""
    data, expected = HOSTILE[name]
    with pytest.raises(ProspettoError) as caught:
        from_xml(data, file="unipi.xml")
    assert len(caught.value.faults) == 1
    assert expected in str(caught.value)
    assert str(caught.value).startswith("unipi.xml: expected")
    assert "\n" not in str(caught.value)


UNKNOWN = f"""<prospetto xmlns="{NAMESPACE}" xmlns:z="urn:z" nuovo="1" z:altro="due" xml:lang="it">
<novita><b z:k="v">testo <i/> coda</b></novita>
<quadro1><datiprospetto><datariferimento unita="x">2025-12-31</datariferimento><z:campo>x &amp; y</z:campo>
<capogruppo>N</capogruppo></datiprospetto></quadro1>
<quadro2><datiprovinciali><provincia>015</provincia></datiprovinciali><personaledipendente><disabili>
<parttime><nlavoratoriparttime>1</nlavoratoriparttime><extra/></parttime>
<parttime><nlavoratoriparttime>2</nlavoratoriparttime><extra>due</extra></parttime></disabili></personaledipendente>
</quadro2></prospetto>"""


def test_unknown_elements_are_kept_and_named():
    """Every element and attribute that the list does not name is there, with its path."""
    found = from_xml(UNKNOWN.encode())
    assert [item.path for item in found.unknown] == [
        "prospetto/@nuovo",
        "prospetto/@altro",
        "prospetto/@lang",
        "prospetto/novita",
        "prospetto/quadro1/datiprospetto/datariferimento/@unita",
        "prospetto/quadro1/datiprospetto/campo",
        "prospetto/quadro2[1]/personaledipendente/disabili/parttime[1]/extra",
        "prospetto/quadro2[1]/personaledipendente/disabili/parttime[2]/extra",
    ]
    assert "testo " in found.unknown[3].text
    assert " coda" in found.unknown[3].text


def test_unknown_elements_are_written_back_in_their_place(tmp_path):
    """Through every format and back into XML they are the same, between the same neighbours."""
    found = from_xml(UNKNOWN.encode())
    path = tmp_path / "prospetto.xlsx"
    path.write_bytes(to_xlsx(found))
    for again in (from_json(to_json(found)), from_xlsx(path), from_xml(to_xml(found))):
        assert again == found
    root = ElementTree.fromstring(to_xml(found))
    quadro1 = root.find(f"{{{NAMESPACE}}}quadro1/{{{NAMESPACE}}}datiprospetto")
    assert [child.tag.rpartition("}")[2] for child in quadro1] == ["datariferimento", "campo", "capogruppo"]
    assert root.attrib["{urn:z}altro"] == "due"


ODD = (
    '<novita xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true" '
    'a="1&#10;2&#13;3&#9;4 &lt;&amp;&quot;">'
    '<z xmlns="urn:q" xml:space="preserve">  <![CDATA[<b>&]]> &#13; x </z><!-- c --><é xmlns="">ü&#x1F600;</é></novita>'
)


def test_an_odd_unknown_element_means_the_same_after_every_trip(tmp_path):
    """Namespaces, none at all, escapes, line ends; also where the element around it holds nothing else."""
    text = MINIMAL.replace("<quadro1/>", f"<quadro1><datiprospetto>{ODD}</datiprospetto></quadro1>")
    text = text.replace(
        "</quadro2>", f"<postilavoro>{ODD}</postilavoro><postilavoro><nposti>1</nposti></postilavoro></quadro2>"
    )
    found = from_xml(text.encode())
    path = tmp_path / "prospetto.xlsx"
    path.write_bytes(to_xlsx(found))
    for again in (from_json(to_json(found)), from_xlsx(path), from_xml(to_xml(found))):
        assert again == found
    before, after = (ElementTree.fromstring(data) for data in (text.encode(), to_xml(found)))
    for name in ("quadro1/datiprospetto/novita", "quadro2/postilavoro/novita"):
        place = "/".join(f"{{{NAMESPACE}}}{tag}" for tag in name.split("/"))
        assert list(map(_meaning, before.find(place).iter())) == list(map(_meaning, after.find(place).iter()))
    assert [child.tag.rpartition("}")[2] for child in after] == ["quadro1", "quadro2"]


def _meaning(element: ElementTree.Element):
    return element.tag, dict(element.attrib), element.text or "", len(element)


def test_a_long_unknown_element_survives_a_workbook(tmp_path):
    """A cell has an end; the text goes on in the next."""
    note = "x " * 40_000 + "."
    found = from_xml(MINIMAL.replace("<quadro1/>", f"<quadro1/><nuovo>{note}</nuovo>").encode())
    path = tmp_path / "prospetto.xlsx"
    path.write_bytes(to_xlsx(found))
    assert from_xlsx(path) == found


@pytest.mark.parametrize(
    "kept",
    [
        {"parent": "prospetto", "name": "a", "position": 0, "text": "</prospetto><a/>"},
        {"parent": "prospetto", "name": "a", "position": 0, "text": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"},
        {"parent": "prospetto", "name": "b", "position": 0, "text": "<a></a>"},
        {"parent": "prospetto/<x>", "name": "a", "position": 0, "text": "<a></a>"},
        {"parent": "prospetto", "name": 'a="1" b', "position": -1, "text": "x"},
        {"parent": "prospetto", "name": "xmlns", "position": -1, "text": "urn:other"},
        {"parent": "prospetto", "name": "a", "position": "0", "text": "<a></a>"},
        "text",
    ],
)
def test_nothing_is_smuggled_into_xml_through_a_kept_element(kept):
    """A JSON file cannot write through a kept element what is no element."""
    with pytest.raises(ProspettoError, match=r"unknown\[0\]"):
        build({}, unknown=[kept])


def test_every_fault_of_a_file_comes_at_once_without_a_value():
    """Path by path; what the file held is in no message."""
    text = MINIMAL.replace(
        "<quadro1/>",
        "<quadro1><datiprospetto><datariferimento>31 dicembre</datariferimento>"
        "<nlavoratorinazionali>SEGRETO</nlavoratorinazionali></datiprospetto>parole</quadro1>",
    ).replace("<provincia>015</provincia>", "<provincia>XYZ</provincia>")
    with pytest.raises(ProspettoError) as caught:
        from_xml(text.encode(), file="unipi.xml")
    told = str(caught.value)
    for path in (
        "prospetto/quadro1/datiprospetto/datariferimento",
        "prospetto/quadro1/datiprospetto/nlavoratorinazionali",
        "prospetto/quadro1: expected elements",
        "prospetto/quadro2[1]/datiprovinciali/provincia",
    ):
        assert path in told
    assert not any(word in told for word in ("SEGRETO", "XYZ", "31 dicembre", "parole"))
    assert told.endswith("4 faults: nothing was read or written; correct the places named above")


def test_an_element_twice_is_a_fault():
    """Nothing is overwritten in silence."""
    with pytest.raises(ProspettoError, match="prospetto/quadro1: expected this element once"):
        from_xml(MINIMAL.replace("<quadro1/>", "<quadro1/><quadro1/>").encode())


def test_the_official_file_has_no_attribute_of_ours():
    """Without the Ministry's code of a category it cannot be written at all: the place is named."""
    raw = whole()
    data = to_xml(build(raw), official=True)
    assert b"volante" not in data
    assert b"v:" not in data
    raw["quadro_2"][0]["excluded"][0]["code"] = None
    with pytest.raises(ProspettoError, match=r"quadro_2\[0\]\.excluded\[0\]\.code: expected the Ministry's"):
        to_xml(build(raw), official=True)
