"""
Builds the weekend data of ``followup_kit.timing`` from CLDR.

Reads the unpacked npm packages of :data:`PACKAGES` from the folder given and writes
``weekends.json``, ``subdivisions.json``, ``version.json``, the licence and the notice
into ``src/followup_kit/timing/data``. Corrections to CLDR are no part of it: they lie
in ``weekend_overrides.toml``, written by hand, each with its reason and source.
The versions are those of ``src/followup_kit/dates/data/version.json``. Run as::

    npm install --prefix FOLDER --legacy-peer-deps \
        cldr-core@48.1.0 cldr-bcp47@48.2.0
    python tools/build_weekends.py FOLDER/node_modules
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any


ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/followup_kit/timing/data"
PINNED = ROOT / "src/followup_kit/dates/data/version.json"
PACKAGES = ("cldr-core", "cldr-bcp47")
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

NOTICE = """\
weekends.json and subdivisions.json are derived from the Unicode CLDR
({packages}, npm): week data, territory and subdivision codes, time zone keys.
Copyright 1991-2025 Unicode, Inc. Licence: Unicode-3.0, in LICENSE-UNICODE.
Changes: weekends written out as days, aliases of zones resolved to territories.
The other files here are this project's own. Built by:

    npm install --prefix FOLDER --legacy-peer-deps {install}
    python tools/build_weekends.py FOLDER/node_modules
"""


def main(folder: Path) -> None:
    """Write the data files, their version, licence and notice."""
    versions = pinned_versions(folder)
    territories = known_territories(folder)
    write(
        "weekends.json",
        {
            "weekends": weekends(folder),
            "territories": " ".join(sorted(territories)),
            "zones": zones(folder, territories),
        },
    )
    write("subdivisions.json", subdivisions(folder, territories))
    write("version.json", {"packages": versions})
    shutil.copyfile(folder / "cldr-core/LICENSE", TARGET / "LICENSE-UNICODE")
    named = [f"{name} {version}" for name, version in versions.items()]
    pinned = [f"{name}@{version}" for name, version in versions.items()]
    notice = NOTICE.format(packages=", ".join(named), install=" ".join(pinned))
    (TARGET / "NOTICE").write_text(notice, encoding="utf-8")


def pinned_versions(folder: Path) -> dict[str, str]:
    """Return the versions in use, or exit if they are not the pinned ones."""
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))["packages"]
    for package in PACKAGES:
        found = load(folder / package / "package.json")["version"]
        if found != pinned[package]:
            sys.exit(f"{package} is {found}, the data is pinned to {pinned[package]}")
    return {package: pinned[package] for package in PACKAGES}


def known_territories(folder: Path) -> set[str]:
    """Return the two-letter codes of territories that CLDR has facts about."""
    info = supplemental(folder, "territoryInfo")["territoryInfo"]
    return {code for code in info if len(code) == 2 and code != "ZZ"}


def weekends(folder: Path) -> dict[str, str]:
    """Return the weekend of the world (001) and of each territory that differs."""
    week = supplemental(folder, "weekData")["weekData"]
    starts, ends = week["weekendStart"], week["weekendEnd"]
    found = {}
    for code in sorted({*starts, *ends}):
        if "-alt-" in code:
            continue
        first = WEEK.index(starts.get(code, starts["001"]))
        last = WEEK.index(ends.get(code, ends["001"]))
        days = sorted((first + n) % 7 for n in range((last - first) % 7 + 1))
        found[code] = " ".join(WEEK[day] for day in days)
    return found


def zones(folder: Path, territories: set[str]) -> dict[str, str]:
    """Return the names of the zones of each territory, aliases included."""
    keys = load(folder / "cldr-bcp47/bcp47/timezone.json")["keyword"]["u"]["tz"]
    found: dict[str, list[str]] = {}
    for key, entry in keys.items():
        if not isinstance(entry, dict) or "_alias" not in entry or key[:3] == "utc":
            continue
        # UTS #35: the first two letters are the country, unless a region is stated.
        territory = entry.get("_region", key[:2].upper())
        if territory in territories:
            found.setdefault(territory, []).extend(entry["_alias"].split())
    return {code: " ".join(sorted(set(found[code]))) for code in sorted(found)}


def subdivisions(folder: Path, territories: set[str]) -> dict[str, str]:
    """Return the codes of each territory's ISO 3166-2 subdivisions."""
    tree = supplemental(folder, "subdivisionContainment")["subdivisionContainment"]
    found: dict[str, set[str]] = {}
    for entry in tree.values():
        for code in entry["_contains"]:
            found.setdefault(code[:2].upper(), set()).add(code[2:].upper())
    return {
        code: " ".join(sorted(found[code]))
        for code in sorted(found.keys() & territories)
    }


def supplemental(folder: Path, name: str) -> dict[str, Any]:
    """Return one file of CLDR's supplemental data."""
    found: dict[str, Any] = load(folder / f"cldr-core/supplemental/{name}.json")
    return dict(found["supplemental"])


def load(path: Path) -> Any:
    """Return a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def write(name: str, content: Any) -> None:
    """Write a JSON file, one top-level entry a line."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (TARGET / name).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
