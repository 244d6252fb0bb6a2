"""The data files are small, licensed, versioned, and loaded only when needed."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from importlib.resources import files

import followup_kit.dates
from followup_kit.dates import DatePhraser, supported_locales
from followup_kit.locales import read_data


_DATA = files(followup_kit.dates).joinpath("data")
_KIB = 1024


def _zipped(*names: str) -> int:
    """Return what files weigh in a wheel, names and directory entries included."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name in names:
            entry = _DATA.joinpath(name)
            members = [entry] if entry.is_file() else list(entry.iterdir())
            for member in members:
                path = f"followup_kit/dates/data/{name}/{member.name}"
                wheel.writestr(path, member.read_bytes())
    return buffer.tell()


def test_phrases_and_plurals_are_small() -> None:
    """Date phrases and plural rules of all locales take at most 250 KiB."""
    assert _zipped("phrases", "locales.json", "version.json") <= 250 * _KIB


def test_cities_are_small() -> None:
    """Zone and city names take at most 500 KiB."""
    assert _zipped("zones", "zones.json") <= 500 * _KIB


def test_the_licence_and_the_versions_lie_beside_the_data() -> None:
    """Whoever finds the data finds licence, versions and build command."""
    licence = _DATA.joinpath("LICENSE-Unicode-3.0.txt").read_text("utf-8")
    readme = _DATA.joinpath("README.md").read_text("utf-8")

    assert "UNICODE LICENSE V3" in licence
    assert _DATA.joinpath("NOTICE").is_file()
    for package, version in read_data("version.json")["packages"].items():
        assert f"{package}@{version}" in readme


def test_every_supported_locale_has_phrases() -> None:
    """Each locale on the list can be used, under its own name."""
    for locale in supported_locales():
        assert locale == DatePhraser(locale, time_zone="UTC").locale


def test_importing_loads_no_locale_data() -> None:
    """Data are read on first use, and then only the language asked for."""
    code = """
import sys
opened = []
sys.addaudithook(lambda name, args: opened.append(str(args[0])) if name == "open" else None)
import followup_kit.dates
import followup_kit.locales
def data():
    return sorted(x.replace(chr(92), "/").rpartition("/data/")[2] for x in opened
                  if "/dates/data/" in x.replace(chr(92), "/"))
assert data() == [], data()
phraser = followup_kit.dates.DatePhraser("de-AT", time_zone="Europe/Vienna")
phraser.zone(__import__("datetime").datetime.now(__import__("datetime").UTC))
print(*data(), sep="\\n")
"""
    found = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    expected = [
        "locales.json",
        "phrases/de.json",
        "phrases/root.json",
        "zones.json",
        "zones/de.json",
    ]

    assert expected == sorted(set(found.stdout.split()))


def test_neither_locales_nor_dates_need_babel() -> None:
    """Phrases come from our own data alone."""
    code = (
        "import sys; sys.modules['babel'] = None\n"
        "import followup_kit.dates, followup_kit.locales, datetime\n"
        "followup_kit.dates.DatePhraser('de', time_zone='UTC')"
        ".date(datetime.date(2026, 11, 26))"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
