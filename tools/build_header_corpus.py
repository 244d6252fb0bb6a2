"""
The header texts in CPython's own tests of its ``email`` package, as one list.

    python tools/build_header_corpus.py

Reads ``test.test_email`` of the running Python, which has to be the version that
``tests/corpora/cpython/README.md`` names, and writes ``headers.json`` beside it. Taken
are the header fields of the sample messages, and every string of the tests of headers,
encoded words and addresses that has something of a header in it.
"""

from __future__ import annotations

import ast
import json
import platform
import re
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path


VERSION = "3.13.0"
TESTS = Path(sysconfig.get_path("stdlib")) / "test/test_email"
TARGET = Path(__file__).resolve().parent.parent / "tests/corpora/cpython/headers.json"
MODULES = (
    "test__encoded_words.py",
    "test__header_value_parser.py",
    "test_email.py",
    "test_headerregistry.py",
)
_OF_A_HEADER = re.compile(r"=\?|\?=|@|[A-Za-z-]+: |[\"(,;<].*[\")>]")
_FIELD = re.compile(rb"^[A-Za-z-]+: ?((?:.*)(?:\r?\n[ \t].*)*)", re.MULTILINE)
_LONGEST = 400


def literals(path: Path) -> Iterator[str]:
    """Yield the strings of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def fields(path: Path) -> Iterator[str]:
    """Yield what stands after the names of a sample message's fields."""
    for match in _FIELD.finditer(path.read_bytes()):
        yield match.group(1).decode("utf-8", "surrogateescape")


def main() -> int:
    """Write the list, or tell that this is another Python."""
    if platform.python_version() != VERSION:
        print(f"This is Python {platform.python_version()}, not {VERSION}.")
        return 1
    texts = {
        text
        for module in MODULES
        for text in literals(TESTS / module)
        if _OF_A_HEADER.search(text)
    }
    texts |= {text for path in (TESTS / "data").glob("*.txt") for text in fields(path)}
    kept = sorted(text for text in texts if len(text) <= _LONGEST)
    TARGET.write_text(json.dumps(kept, indent=0) + "\n", encoding="ascii")
    print(f"{len(kept)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
