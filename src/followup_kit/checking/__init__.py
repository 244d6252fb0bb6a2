"""
Checking template sets: everything that can be known before a candidate is involved.

:func:`check_set` loads a set, writes every letter from sample facts in every locale
and formality, and reports what is wrong with its file and line. Command line:
``python -m followup_kit check``.
"""

from __future__ import annotations

from followup_kit.checking._cases import SampleCase, sample_cases
from followup_kit.checking._check import check_folder, check_letter, check_set
from followup_kit.checking._report import CheckProblem, CheckReport
from followup_kit.checking._samples import (
    SampleInterview,
    sample_extras,
    sample_interviews,
)
from followup_kit.checking._scaffold import new_set
from followup_kit.checking._sources import TranslationState, mark_translated
from followup_kit.checking._tokens import leftover_tokens


__all__ = [
    "CheckProblem",
    "CheckReport",
    "SampleCase",
    "SampleInterview",
    "TranslationState",
    "check_folder",
    "check_letter",
    "check_set",
    "leftover_tokens",
    "mark_translated",
    "new_set",
    "sample_cases",
    "sample_extras",
    "sample_interviews",
]
