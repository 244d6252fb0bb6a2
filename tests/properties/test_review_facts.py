"""Every built-in letter passes its own review, whatever the facts."""

from __future__ import annotations

from typing import Final

import pytest

from followup_kit import Composer
from followup_kit.checking._cases import sample_cases
from followup_kit.models import Formality, outcome_kinds
from followup_kit.review import review


_COMPOSER: Final = Composer()
_LOCALES: Final = ("ar", "de", "de-AT", "en", "en-GB", "ja")
_KINDS: Final = [
    kind
    for kind, model in outcome_kinds().items()
    if model.__module__.startswith("followup_kit.")
]

_FROM_FACTS: Final = frozenset({"reason_missing", "strength_missing"})
"""A letter cannot give a reason or a strength that nobody told."""


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("formality", ("formal", "informal"))
@pytest.mark.parametrize("locale", _LOCALES)
def test_a_built_in_letter_passes(locale: str, formality: Formality, kind: str) -> None:
    """No letter about any sample raises an error or a warning, of facts or practices."""
    for case in sample_cases(outcome_kinds()[kind]):
        followup = _COMPOSER.compose(
            case.interview,
            case.outcome,
            locale=locale,
            formality=formality,
            send_at=case.send_at,
        )
        found = review(followup, case.interview, case.outcome, send_at=case.send_at)

        amiss = [x for x in found.findings if x.severity != "info"]
        assert [] == [x.code for x in amiss if x.code not in _FROM_FACTS], case.sample
