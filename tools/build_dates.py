"""
Builds ``src/followup_kit/dates/data`` from CLDR's JSON packages.

    npm install --legacy-peer-deps --ignore-scripts --prefix FOLDER PACKAGES
    PYTHONPATH=src python -m tools.build_dates --cldr FOLDER/node_modules
    PYTHONPATH=src python -m tools.build_dates --cldr FOLDER/node_modules --check

PACKAGES are those of ``dates_cldr.PACKAGES`` with their versions.
``--check`` writes nothing and fails if a file would change.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path, PurePosixPath
from typing import Any

from tools.dates_cldr import PACKAGES, Cldr
from tools.dates_locales import build_locales
from tools.dates_overrides import overridden
from tools.dates_phrases import build_phrases
from tools.dates_words import build_words
from tools.dates_zones import build_cities, build_zones


DATA = Path(__file__).parents[1] / "src" / "followup_kit" / "dates" / "data"
# Bokmål is published as "no" as well; our tags are canonical, so only "nb" is kept.
DUPLICATES = {"no"}


def main() -> int:
    """Write or check the data files; return the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cldr", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--without-overrides", action="store_true")
    options = parser.parse_args()
    cldr = Cldr(options.cldr)
    files = {"locales.json": build_locales(cldr)}
    changed = _store(files, check=options.check)
    rest = _phrase_files(cldr, plain=options.without_overrides) | _zone_files(cldr)
    rest |= build_words(cldr, rest["version.json"]["locales"].split(" "))
    rest["phrases/root.json"]["languages"] = {
        folder: " ".join(_languages(rest, folder))
        for folder in ("phrases", "words", "zones")
    }
    changed += _store(rest, check=options.check)
    changed += _remove_stale({*files, *rest}, check=options.check)
    print(*changed, sep="\n")
    return 1 if options.check and changed else 0


def _languages(files: dict[str, Any], folder: str) -> list[str]:
    names = [PurePosixPath(name) for name in files]
    found = {name.stem for name in names if name.parent.name == folder}
    return sorted(found - {"root"})


def _phrase_files(cldr: Cldr, *, plain: bool) -> dict[str, Any]:
    # Imported here: it reads locales.json, which this tool has just written.
    from followup_kit.locales import script_of

    root = overridden(cldr, "und", build_phrases(cldr, "und"), "Latn")
    records = {}
    for tag in cldr.locales:
        record = build_phrases(cldr, tag)
        if tag in DUPLICATES or _is_unspoken(record, root):
            continue
        own = record if plain else overridden(cldr, tag, record, script_of(tag))
        records[tag] = own
    version = {"packages": PACKAGES, "locales": " ".join(sorted(records))}
    files = {"version.json": version, "phrases/root.json": root}
    return files | _shards("phrases", records, root)


def _is_unspoken(record: dict[str, Any], root: dict[str, Any]) -> bool:
    """
    Tell whether a locale has neither weekdays nor months in its language.

    CLDR lists locales before anybody has translated their dates. A phrase such as
    "2026 M11 26, Thu" helps nobody, so these are refused like unknown ones.
    """
    names, default = record["names"], root["names"]
    months = names.get("MMMM", default["MMMM"]) == default["MMMM"]
    days = names.get("EEEE", default["EEEE"]) == default["EEEE"]
    return bool(months and days)


def _zone_files(cldr: Cldr) -> dict[str, Any]:
    zones = build_zones(cldr)
    cities = {
        tag: build_cities(cldr, tag, zones["cities"])
        for tag in cldr.locales
        if tag not in DUPLICATES
    }
    for names in cities.values():
        for key, default in zones["cities"].items():
            names.setdefault(key, default)
    shards = _shards("zones", cities, zones["cities"])
    return {"zones.json": zones, **shards}


def _shards(
    folder: str, records: dict[str, Any], root: dict[str, Any] | None = None
) -> dict[str, Any]:
    # Imported here: it reads locales.json, which this tool has just written.
    from followup_kit.locales import parent_locales

    shards: dict[str, dict[str, Any]] = defaultdict(dict)
    for tag, record in sorted(records.items()):
        chain = [x for x in parent_locales(tag) if x in records]
        parent = records[chain[0]] if chain else (root or {})
        difference = _difference(record, parent)
        if difference or not chain:
            shards[f"{folder}/{tag.split('-')[0]}.json"][tag] = difference
    return {name: shard for name, shard in shards.items() if any(shard.values())}


def _difference(record: dict[str, Any], parent: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for key, value in record.items():
        inherited = parent.get(key)
        if key != "names":
            if value != inherited:
                found[key] = value
        elif own := _difference(value, inherited or {}):
            found[key] = own
    return found


def _store(files: dict[str, Any], *, check: bool) -> list[str]:
    changed = []
    for name, content in files.items():
        path = DATA / name
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        text = text.replace('},"', '},\n"') + "\n"
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        changed.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return changed


def _remove_stale(names: set[str], *, check: bool) -> list[str]:
    stale = []
    for path in sorted(DATA.rglob("*.json")):
        name = path.relative_to(DATA).as_posix()
        if name not in names:
            stale.append(name)
            if not check:
                path.unlink()
    return stale


if __name__ == "__main__":
    sys.exit(main())
