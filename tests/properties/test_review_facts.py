"""Every built-in letter passes its own review, whatever the facts."""

from __future__ import annotations

from typing import Final

import pytest

from followup_kit import Composer
from followup_kit.checking._cases import sample_cases
from followup_kit.models import Formality, outcome_kinds
from followup_kit.review import codes, review


_COMPOSER: Final = Composer()
_LOCALES: Final = ("ar", "de", "de-AT", "en", "en-GB", "ja")
_KINDS: Final = [
    kind
    for kind, model in outcome_kinds().items()
    if model.__module__.startswith("followup_kit.")
]

_ABOUT_FACTS: Final = frozenset(x.code for x in codes() if x.about == "facts")


@pytest.mark.parametrize("kind", _KINDS)
@pytest.mark.parametrize("formality", ("formal", "informal"))
@pytest.mark.parametrize("locale", _LOCALES)
def test_a_built_in_letter_passes(locale: str, formality: Formality, kind: str) -> None:
    """No fact of any sample raises an error or a warning on the letter about it."""
    for case in sample_cases(outcome_kinds()[kind]):
        followup = _COMPOSER.compose(
            case.interview,
            case.outcome,
            locale=locale,
            formality=formality,
            send_at=case.send_at,
        )
        found = review(followup, case.interview, case.outcome, send_at=case.send_at)

        assert () == found.errors, case.sample
        assert () == found.where(code=_ABOUT_FACTS), case.sample
