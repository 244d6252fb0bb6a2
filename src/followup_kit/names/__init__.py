"""
People's names, put into the form a sentence or a greeting needs.

Implements UTS #35 Part 8, "Person Names", with CLDR 48 data.
"""

from __future__ import annotations

from followup_kit.names._person import PersonName


__all__ = ["PersonName"]
