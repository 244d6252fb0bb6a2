"""
Builds the person-name data of ``followup_kit.names`` from CLDR.

Reads the unpacked npm packages of :data:`PACKAGES` from the folder given and writes
``src/followup_kit/names/data/person_names.json.gz`` and the notice beside it.
Scripts of characters come from fontTools' copy of Unicode's ``Scripts.txt``.
Run, with the library installed, as::

    npm install --prefix FOLDER --legacy-peer-deps \
        cldr-core@48.2.0 cldr-person-names-full@48.2.0
    python -m pip install fonttools==4.61.1
    python tools/build_names.py FOLDER/node_modules
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import sys
from itertools import product
from pathlib import Path
from typing import Any

from fontTools.unicodedata import Scripts  # pyright: ignore[reportMissingTypeStubs]

from followup_kit.errors import LocaleError
from followup_kit.locales import canonical_locale, parent_locales


PACKAGES = {"cldr-core": "48.2.0", "cldr-person-names-full": "48.2.0"}
FONTTOOLS = "4.61.1"
TARGET = Path(__file__).parents[1] / "src/followup_kit/names/data"
MAX_BYTES = 20 * 1024

LENGTHS = ("long", "medium", "short")
FORMALITIES = ("formal", "informal")

# The cells of a table of patterns, in the order in which they are stored. Sorting
# has patterns for referring only.
CELLS = [
    *product(
        ("givenFirst", "surnameFirst"),
        LENGTHS,
        ("referring", "addressing", "monogram"),
        FORMALITIES,
    ),
    *product(("sorting",), LENGTHS, ("referring",), FORMALITIES),
]
FIELDS = {
    *("title", "given", "given2", "surname", "surname2"),
    *("generation", "credentials"),
}
MODIFIERS = {
    *("informal", "allCaps", "initialCap", "initial", "monogram", "retain"),
    *("prefix", "core", "vocative", "genitive"),
}


class Pool:
    """Numbers equal values alike, in the order in which they first come."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[str, int] = {}

    def number(self, value: Any) -> int:
        """Return the number of a value."""
        key = json.dumps(value)
        if key not in self._numbers:
            self._numbers[key] = len(self.values)
            self.values.append(value)
        return self._numbers[key]


def main(folder: Path) -> None:
    """Write the data file and the notice beside it."""
    for package, expected in PACKAGES.items():
        found = load(folder / package / "package.json")["version"]
        if found != expected:
            sys.exit(f"{package} is {found}, the data is pinned to {expected}")
    content = json.dumps(build(folder), ensure_ascii=False, separators=(",", ":"))
    packed = gzip.compress(content.encode(), 9, mtime=0)
    if len(packed) > MAX_BYTES:
        sys.exit(f"{len(packed)} bytes is more than the wheel may carry")
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "person_names.json.gz").write_bytes(packed)
    shutil.copy(folder / "cldr-core" / "LICENSE", TARGET / "LICENSE-UNICODE")
    (TARGET / "NOTICE").write_text(notice(), encoding="utf-8")
    print(f"{len(content.encode())} bytes, {len(packed)} packed")


def build(folder: Path) -> dict[str, Any]:
    """Return the content of the data file."""
    patterns, tables, bundles = Pool(), Pool(), Pool()
    numbers = {}
    for tag, names in person_names(folder).items():
        cells = [patterns.number(pattern_of(names, cell)) for cell in CELLS]
        numbers[tag] = bundles.number(
            [
                tables.number(cells),
                surname_first(names),
                names["nativeSpaceReplacement"],
                names["foreignSpaceReplacement"],
                around(names["initial"], "{0}"),
                around(names["initialSequence"], "{0}", "{1}"),
            ]
        )
    scripts, regions = likely_locales(folder)
    return {
        "cldr": PACKAGES["cldr-person-names-full"],
        "patterns": patterns.values,
        "tables": tables.values,
        "bundles": bundles.values,
        "root": numbers.pop("und"),
        "locales": without_inherited(numbers),
        "scripts": scripts,
        "regions": regions,
        "ranges": script_ranges(set(scripts)),
    }


def person_names(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the name data of every locale, root first, by canonical tag."""
    result: dict[str, dict[str, Any]] = {}
    main_folder = folder / "cldr-person-names-full" / "main"
    for path in sorted(main_folder.iterdir(), key=lambda x: (x.name != "und", x.name)):
        data = load(path / "personNames.json")["main"][path.name]["personNames"]
        tag = path.name if path.name == "und" else canonical_locale(path.name)
        if result.setdefault(tag, data)["personName"] != data["personName"]:
            sys.exit(f"two locales are called {tag}")
    return result


def pattern_of(names: dict[str, Any], cell: tuple[str, ...]) -> str | list[str]:
    """Return the pattern of a cell, or the alternatives in alphabetical order."""
    order, length, usage, formality = cell
    found = names["personName"][order][length][usage]
    patterns = [
        pattern
        for key, pattern in found.items()
        if key == formality or key.startswith(f"{formality}-alt-")
    ]
    for pattern in patterns:
        check(pattern)
    return patterns[0] if len(patterns) == 1 else sorted(patterns)


def check(pattern: str) -> None:
    """Refuse what the formatter has not been taught."""
    fields = [field.split("-") for field in re.findall(r"\{([^{}]*)\}", pattern)]
    if any(name not in FIELDS or not MODIFIERS.issuperset(m) for name, *m in fields):
        sys.exit(f"unknown field in {pattern!r}")
    if any(name != "surname" and {"prefix", "core"} & set(m) for name, *m in fields):
        sys.exit(f"a prefix or core of something else than a surname in {pattern!r}")
    # Otherwise a name that has only one of the two could vanish altogether.
    if not any(name in {"given", "surname"} for name, *_ in fields):
        sys.exit(f"neither a given name nor a surname in {pattern!r}")


def around(pattern: str, *places: str) -> str:
    """Return what stands after the first place of a pattern for initials."""
    rest = pattern.removeprefix(places[0]).removesuffix(*places[1:] or [""])
    if pattern != rest.join(places) and pattern != places[0] + rest:
        sys.exit(f"the formatter cannot lay out initials as {pattern!r}")
    return rest


def surname_first(names: dict[str, Any]) -> str:
    """Return the languages whose names come surname first."""
    given, surname = names["givenFirst"], names["surnameFirst"]
    # The formatter looks up languages and takes "und" for given name first.
    odd = {x for x in (*given, *surname) if not re.fullmatch("[a-z]{2,3}", x)}
    if (
        set(given) & set(surname)
        or "und" not in given
        or any(x.split("_")[0] not in given for x in odd)
    ):
        sys.exit(f"name order by more than the language: {given}, {surname}")
    return " ".join(x for x in surname if x not in odd)


def without_inherited(numbers: dict[str, int]) -> dict[str, int]:
    """Drop the locales whose nearest parent has the same data."""
    result = {}
    for tag, number in numbers.items():
        parents = [numbers[x] for x in parent_locales(tag) if x in numbers]
        if not parents or parents[0] != number:
            result[tag] = number
    return result


def likely_locales(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the likely locale of each script, and of each script in a region."""
    path = folder / "cldr-core/supplemental/likelySubtags.json"
    likely = load(path)["supplemental"]["likelySubtags"]
    scripts, regions = {"Latn": "en-US"}, {}
    for key, value in likely.items():
        language, script, region = value.split("-")
        if re.fullmatch("und-[A-Z][a-z]{3}", key) and is_known(f"{language}-{script}"):
            scripts[script] = f"{language}-{region}"
        if re.fullmatch("und-[A-Z][a-z]{3}-[A-Z]{2}", key) and is_known(language):
            regions[f"{script}-{region}"] = language
    return scripts, regions


def is_known(tag: str) -> bool:
    """Return whether the library reads a tag."""
    try:
        canonical_locale(tag)
    except LocaleError:
        return False
    return True


def script_ranges(known: set[str]) -> list[str]:
    """
    Return the scripts of all characters as ``"length script"`` runs.

    Unassigned characters join the run before them: they do not occur in names.
    Common and inherited characters, and scripts of no living language, have none.
    """
    ends = [*Scripts.RANGES[1:], 0x110000]
    runs: list[tuple[int, str]] = []
    for start, end, value in zip(Scripts.RANGES, ends, Scripts.VALUES, strict=True):
        script = value if value in known else ""
        length = end - start
        if value == "Zzzz" and runs:
            script = runs[-1][1]
        if runs and runs[-1][1] == script:
            length += runs.pop()[0]
        runs.append((length, script))
    return [f"{length:x} {script}".rstrip() for length, script in runs]


def notice() -> str:
    """Return the text that goes with the data."""
    versions = ", ".join(f"{name} {version}" for name, version in PACKAGES.items())
    return (
        "person_names.json.gz is derived from the Unicode CLDR "
        f"({versions}, npm)\n"
        "and from Scripts.txt of Unicode 17.0.0 "
        f"(through fontTools {FONTTOOLS}, PyPI).\n"
        "Copyright 1991-2025 Unicode, Inc. Licence: Unicode-3.0, in LICENSE-UNICODE.\n"
        "\n"
        "Changes: resolved inheritance stored once, sample names left out, joined\n"
        "into one file. Built by:\n"
        "\n"
        "    npm install --prefix FOLDER --legacy-peer-deps \\\n"
        "        cldr-core@48.2.0 cldr-person-names-full@48.2.0\n"
        f"    python -m pip install fonttools=={FONTTOOLS}\n"
        "    python tools/build_names.py FOLDER/node_modules\n"
    )


def load(path: Path) -> Any:
    """Return the content of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
