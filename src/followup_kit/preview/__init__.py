"""
One page that shows every letter of a set, to be opened from disk.

:func:`preview_page` returns it as a string of HTML with nothing outside itself: no
server, no network, no fonts, no pictures. Command line:
``python -m followup_kit preview PATH|NAME preview.html``.
"""

from __future__ import annotations

from followup_kit.preview._letters import PreviewLetter, preview_letters
from followup_kit.preview._page import preview_page, write_preview


__all__ = ["PreviewLetter", "preview_letters", "preview_page", "write_preview"]
