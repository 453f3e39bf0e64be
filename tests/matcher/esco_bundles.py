"""A made-up bundle in the official layout, small enough to know every answer by heart."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ESCO = "http://data.europa.eu/esco"
# An address that the embedded vocabulary knows as its fork-lift skill; all others are of nobody.
FORKLIFT = f"{ESCO}/skill/28cb374e-6261-4133-8371-f9a5470145da"

Rows = Sequence[Mapping[str, str]]

HEADINGS = {
    "occupations": "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,code",
    "skills": "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status",
    "ISCOGroups": "conceptType,conceptUri,code,preferredLabel,status,altLabels",
    "skillGroups": "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,code",
    "broaderRelationsOccPillar": "conceptType,conceptUri,broaderType,broaderUri",
    "broaderRelationsSkillPillar": "conceptType,conceptUri,broaderType,broaderUri",
    "occupationSkillRelations": "occupationUri,relationType,skillType,skillUri",
    "skillSkillRelations": "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri",
}


def occupation(name: str) -> str:
    """Address of an occupation."""
    return f"{ESCO}/occupation/{name}"


def skill(name: str) -> str:
    """Address of a skill."""
    return f"{ESCO}/skill/{name}"


def _occupations(language: str) -> list[dict[str, str]]:
    words = {
        "en": {
            "packer": "hand packer",
            "stacker": "pallet stacker",
            "clerk": "stock clerk",
            "diver": "pearl diver",
            "officer": "army officer",
        },
        "it": {
            "packer": "imballatore/imballatrice",
            "stacker": "pallettizzatore",
            "clerk": "addetto alle scorte",
            "officer": "ufficiale",
        },
    }[language]
    alternatives = {"en": {"packer": "packing worker\nhand packer"}, "it": {"packer": "addetta al confezionamento"}}
    codes = {
        "packer": ("9321", "9321.2"),
        "stacker": ("9321", "9321.2.1"),
        "clerk": ("4321", "4321.2"),
        "diver": ("7541", "7541.1"),
        "officer": ("110", "0110.1"),  # a spreadsheet has eaten the zero
    }
    return [
        {
            "conceptType": "Occupation",
            "conceptUri": occupation(name),
            "iscoGroup": codes[name][0],
            "preferredLabel": label,
            "altLabels": alternatives[language].get(name, ""),
            "status": "released",
            "code": codes[name][1],
        }
        for name, label in words.items()
    ]


def _skills() -> list[dict[str, str]]:
    labels = {
        "pack": "pack goods",
        "label": "label packages",
        "count": "count stock",
        "palletise": "load pallets",
        "automatic": "load pallets automatically",
        "safety": "follow safety rules",
        "dive": "dive for pearls",
        "lonely": "something apart",
    }
    rows = [{"conceptUri": skill(name), "preferredLabel": label} for name, label in labels.items()]
    rows.append({"conceptUri": FORKLIFT, "preferredLabel": "operate forklift", "altLabels": "drive forklift"})
    fixed = {"conceptType": "KnowledgeSkillCompetence", "skillType": "skill/competence", "reuseLevel": "cross-sector"}
    return [fixed | {"status": "released"} | row for row in rows]


def _asks() -> list[dict[str, str]]:
    essential = {
        "packer": ("pack", "label", "palletise"),
        "stacker": ("palletise", "automatic", "safety"),
        "clerk": ("count", "pack", "label", "palletise"),
        "diver": ("dive", "safety"),
    }
    pairs = [(name, "essential", skill(each)) for name, skills in essential.items() for each in skills]
    pairs += [("packer", "optional", FORKLIFT), ("clerk", "optional", FORKLIFT)]
    return [
        {"occupationUri": occupation(name), "relationType": kind, "skillType": "skill/competence", "skillUri": each}
        for name, kind, each in pairs
    ]


def bundle() -> dict[str, Rows]:
    """The tables by file name; a test changes what it needs."""
    group, broader = f"{ESCO}/skill/S6.1", "SkillGroup"
    return {
        "occupations_en": _occupations("en"),
        "occupations_it": _occupations("it"),
        "skills_en": _skills(),
        "ISCOGroups_en": [
            {"conceptUri": f"{ESCO}/isco/C{code}", "code": code.lstrip("0"), "preferredLabel": label}
            for code, label in (
                ("0110", "Officers"),
                ("4321", "Stock clerks"),
                ("7541", "Divers"),
                ("9321", "Hand packers"),
            )
        ],
        "skillGroups_en": [{"conceptUri": group, "preferredLabel": "packing", "code": "S6.1"}],
        "broaderRelationsOccPillar": [
            {"conceptUri": occupation("stacker"), "broaderUri": occupation("packer")},
        ],
        "broaderRelationsSkillPillar": [
            *(
                {"conceptUri": skill(each), "broaderType": broader, "broaderUri": group}
                for each in ("pack", "label", "palletise")
            ),
            {"conceptUri": skill("automatic"), "broaderUri": skill("palletise")},
        ],
        "occupationSkillRelations": _asks(),
        "skillSkillRelations": [
            {
                "originalSkillUri": skill("pack"),
                "relationType": "optional",
                "relatedSkillUri": skill("safety"),
            },
            {
                "originalSkillUri": skill("dive"),
                "relationType": "essential",
                "relatedSkillUri": skill("safety"),
            },
        ],
    }


def text(name: str, rows: Rows) -> str:
    """One table in the official layout."""
    headings = HEADINGS[name.removesuffix("_en").removesuffix("_it")].split(",")
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, headings, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write_folder(folder: Path, tables: Mapping[str, Rows]) -> Path:
    """The tables as single files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(text(name, rows), encoding="utf-8", newline="")
    return folder


def write_zip(path: Path, tables: Mapping[str, Rows], **others: str) -> Path:
    """The tables in one archive; ``others`` are further members by stem."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            archive.writestr(f"ESCO dataset/{name}.csv", text(name, rows))
        for name, content in others.items():
            archive.writestr(f"{name}.csv", content)
    return path
