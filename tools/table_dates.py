"""
Writes the table of twenty locales into ``docs/explanation/dates.md``.

    PYTHONPATH=src python -m tools.table_dates
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from followup_kit.dates import DatePhraser, plain_spaces


PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "dates.md"
MARKER = "<!-- The table is written by tools/table_dates.py. -->"
LOCALES = (
    "en-US",
    "en-GB",
    "de",
    "fr",
    "es",
    "es-MX",
    "pt-BR",
    "it",
    "nl",
    "pl",
    "cs",
    "ru",
    "tr",
    "ar-EG",
    "he",
    "fa",
    "hi",
    "ja",
    "ko",
    "zh-Hant-HK",
)
START = dt.datetime(2026, 11, 26, 13, tzinfo=dt.UTC)
END = START + dt.timedelta(minutes=45)


def table() -> str:
    """Return the table as Markdown."""
    lines = ["| locale | a day ahead, with its end | without a sending time |"]
    lines.append("| --- | --- | --- |")
    for locale in LOCALES:
        phraser = DatePhraser(locale, time_zone="Europe/Berlin")
        near = phraser.appointment(START, END, sent_at=START - dt.timedelta(days=1))
        far = phraser.appointment(START)
        cells = [plain_spaces(text) for text in (near, far)]
        if phraser.direction == "rtl":
            cells = [f'<bdi dir="rtl">{text}</bdi>' for text in cells]
        lines.append(f"| `{locale}` | {cells[0]} | {cells[1]} |")
    return "\n".join(lines)


def page_with_table(text: str) -> str:
    """Return the page with its table replaced."""
    pattern = re.escape(MARKER) + r"\n(\n\|[^\n]*(\n\|[^\n]*)*\n)?"
    return re.sub(pattern, lambda _: f"{MARKER}\n\n{table()}\n", text, count=1)


if __name__ == "__main__":
    PAGE.write_text(page_with_table(PAGE.read_text("utf-8")), encoding="utf-8")
