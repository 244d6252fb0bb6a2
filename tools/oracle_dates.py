"""
Writes an oracle file: Intl's answers for random moments, compressed.

    PYTHONPATH=src python -m tools.oracle_dates --cldr FOLDER/node_modules SEED

needs Node.js 20.20 or another whose ICU carries CLDR 48.1. A new SEED gives moments
nobody has looked at. The tests read every ``tests/corpora/dates/oracle-*.json.xz``.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from followup_kit.locales import canonical_locale, parent_locales
from tools.dates_cldr import Cldr


HERE = Path(__file__).parent
FOLDER = HERE.parent / "tests" / "corpora" / "dates"
# Tags by region alone, whose script the region implies.
BY_REGION = [
    "zh-CN",
    "zh-HK",
    "zh-MO",
    "zh-SG",
    "zh-TW",
    "sr-BA",
    "sr-ME",
    "sr-XK",
    "pa-PK",
]


def main() -> None:
    """Ask Node.js and store its answers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cldr", type=Path, required=True)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    cldr = Cldr(options.cldr)
    content = cldr.core("defaultContent")["defaultContent"]
    tags = sorted({*cldr.locales, *content, *BY_REGION})
    answers = _ask(options.seed, tags)
    levels = cldr.core("coverageLevels")["effectiveCoverageLevels"]
    answers["modern"] = [x for x in answers["locales"] if _level(levels, x) == "modern"]
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    target = FOLDER / f"oracle-{options.seed}.json.xz"
    target.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(target.name, len(answers["locales"]), target.stat().st_size)


def _ask(seed: int, tags: list[str]) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(tags))
        file.flush()
        flags = ["--harmony-intl-duration-format", str(HERE / "oracle_dates.js")]
        node = shutil.which("node") or "node"
        found = subprocess.run(  # noqa: S603 - our own script
            [node, *flags, str(seed), file.name],
            env={**os.environ, "LC_ALL": "und"},
            check=True,
            capture_output=True,
        )
    answers: dict[str, Any] = json.loads(found.stdout)
    return answers


def _level(levels: dict[str, str], tag: str) -> str:
    chain = (tag, canonical_locale(tag), *parent_locales(tag))
    return next((levels[x] for x in chain if x in levels), "")


if __name__ == "__main__":
    main()
