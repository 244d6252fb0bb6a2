"""The page: letters as data, beside the style and the script that show them."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from followup_kit.composer import Followup, letter_schema
from followup_kit.errors import MissingExtraError
from followup_kit.locales import name_of
from followup_kit.preview._letters import PreviewLetter, preview_letters
from followup_kit.templating import TemplateSet, find_template_set


__all__ = ["preview_page", "write_preview"]


def preview_page(template_set: TemplateSet | str) -> str:
    """
    Return the page that shows every letter of a set.

    It has switches for the form of address, light and dark, 600 and 360 pixels, HTML
    and text, and each message as ``.eml``. It holds everything it needs; its content
    security policy keeps it from loading anything else, so a logo that a set refers to
    stays empty here.

    Args:
        template_set: The name of an installed set, or a loaded one.

    Raises:
        TemplateSetError: The set does not exist, or is broken.
    """
    opened = (
        find_template_set(template_set, schema=letter_schema())
        if isinstance(template_set, str)
        else template_set
    )
    letters = list(preview_letters(opened))
    script = _asset("page.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    locales = {letter.followup.locale for letter in letters}
    parts = {
        "SCRIPT_HASH": digest,
        "PAGE_TITLE": escape(opened.title),
        "PAGE_SUMMARY": escape(
            f"Template set {opened.name}: {len(letters)} messages in "
            f"{len(locales)} locales, from invented facts."
        ),
        "PAGE_STYLE": _asset("page.css"),
        "PAGE_DATA": _data(opened, letters),
        "PAGE_SCRIPT": script,
    }
    return _filled(_asset("page.html"), parts)


def write_preview(template_set: TemplateSet | str, path: Path) -> None:
    """
    Write :func:`preview_page` to a file, to be opened in a browser.

    Raises:
        TemplateSetError: The set does not exist, or is broken.
        OSError: The file cannot be written.
    """
    path.write_text(preview_page(template_set), encoding="utf-8", newline="\n")


def _filled(page: str, parts: dict[str, str]) -> str:
    """Replace each mark once, without looking for marks in what was filled in."""
    pieces: list[str] = []
    rest = page
    while found := min((m for m in parts if m in rest), key=rest.index, default=None):
        before, _, rest = rest.partition(found)
        pieces += (before, parts[found])
    return "".join((*pieces, rest))


def _asset(name: str) -> str:
    resource = files("followup_kit.preview").joinpath("assets", name)
    return resource.read_text(encoding="utf-8")


def _data(template_set: TemplateSet, letters: list[PreviewLetter]) -> str:
    names = {tag: name_of(tag) for tag in template_set.locales}
    record = {
        "names": {"locale": names, "width": {"600": "600 px", "360": "360 px"}},
        "letters": [_letter(letter) for letter in letters],
    }
    # Nothing in a script element may look like its end, or like a comment.
    return json.dumps(record, ensure_ascii=False).replace("<", "\\u003c")


def _email(followup: Followup) -> bytes:
    try:
        return followup.to_email().as_bytes()
    except MissingExtraError:
        # The page is about letters; whoever sends one is told what to install.
        return followup.to_email(calendar="none").as_bytes()


def _letter(letter: PreviewLetter) -> dict[str, Any]:
    followup = letter.followup
    email = _email(followup)
    return {
        "kind": followup.kind,
        "locale": followup.locale,
        "formality": followup.formality,
        "sample": letter.sample,
        "direction": followup.direction,
        "subject": followup.subject,
        "preheader": followup.preheader,
        "text": followup.text,
        "html": followup.html,
        "short": letter.short,
        "used": (
            f"Locale asked for: {followup.language.requested}; "
            f"used: {followup.language.used} ({followup.language.match})"
        ),
        "sources": [
            [p.text, f"{p.template_set}/{p.file}:{p.line} {p.block}"]
            for p in followup.explain()
        ],
        "eml": base64.b64encode(email).decode(),
    }
