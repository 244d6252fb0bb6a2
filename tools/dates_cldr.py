"""
Reads CLDR's JSON packages for the tools that build our date data.

Nothing here runs with the library. Packages are unpacked by
``npm install --legacy-peer-deps`` with the versions of :data:`PACKAGES`, into a
folder outside the repository, and handed to the tools as ``--cldr FOLDER``.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any


PACKAGES = {
    "cldr-core": "48.1.0",
    "cldr-dates-full": "48.1.0",
    "cldr-numbers-full": "48.1.0",
    "cldr-misc-full": "48.1.0",
    "cldr-localenames-full": "48.1.0",
    # npm has no 48.1.0 of these two; 48.0.0 and 48.2.0 of the units are the same.
    "cldr-units-full": "48.2.0",
    "cldr-bcp47": "48.2.0",
}


class Cldr:
    """
    The unpacked packages of one CLDR release.

    Args:
        folder: The folder that holds ``node_modules``' packages.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for package, expected in PACKAGES.items():
            manifest = json.loads((folder / package / "package.json").read_text())
            if manifest["version"] != expected:
                found = manifest["version"]
                msg = f"{package} is {found}, the data is pinned to {expected}"
                raise SystemExit(msg)

    @functools.cached_property
    def locales(self) -> list[str]:
        """Every locale with date data, except root and computer variants."""
        full = self.core("availableLocales")["availableLocales"]["full"]
        return sorted(x for x in full if x not in {"und", "en-US-POSIX"})

    def core(self, name: str) -> Any:
        """Return a top-level file of ``cldr-core``."""
        return _load(self.folder / "cldr-core" / f"{name}.json")

    def supplemental(self, name: str) -> Any:
        """Return the content of a supplemental file."""
        path = self.folder / "cldr-core" / "supplemental" / f"{name}.json"
        return _load(path)["supplemental"]

    def time_zones(self) -> Any:
        """Return the BCP 47 time zone keys with their aliases."""
        path = self.folder / "cldr-bcp47" / "bcp47" / "timezone.json"
        return _load(path)["keyword"]["u"]["tz"]

    def main(self, package: str, locale: str, name: str) -> Any:
        """Return one file of one locale, its wrapping objects taken off."""
        path = self.folder / f"cldr-{package}-full" / "main" / locale / f"{name}.json"
        return _load(path)["main"][locale]

    def parent(self, locale: str) -> str | None:
        """Return the locale's CLDR parent, None for root (UTS #35, Parent Locales)."""
        explicit = self.supplemental("parentLocales")["parentLocales"]["parentLocale"]
        if locale in explicit:
            found: str = explicit[locale]
            return None if found == "und" else found
        head, _, _ = locale.rpartition("-")
        return head or None


@functools.lru_cache(maxsize=64)
def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
