"""What a company makes of findings: codes raised, lowered or muted, as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal, Self, get_args

from followup_kit.errors import FactsError, Problem
from followup_kit.models import Practice
from followup_kit.review._codes import codes
from followup_kit.review._finding import Finding


__all__ = ["ReviewPolicy", "Ruling"]

Ruling = Literal["error", "warning", "info", "off"]
"""What a code or practice counts as; ``"off"`` mutes it."""

_NONE: Final[Mapping[str, Ruling]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """
    What codes and practices count as in a company. Frozen; made by from_mapping().

    Attributes:
        rulings: What each named code or practice counts as; a code goes before its
            practice, and what is not named counts as the catalogue says.
    """

    rulings: Mapping[str, Ruling] = field(default_factory=lambda: _NONE)

    @classmethod
    def from_mapping(cls, rulings: Mapping[str, str]) -> Self:
        """
        Return the policy that a mapping describes, for example from a TOML table.

        Args:
            rulings: By code or practice, one of ``"error"``, ``"warning"``,
                ``"info"`` and ``"off"``.

        Raises:
            FactsError: With every key that is neither a code nor a practice, and
                every value that is no ruling.
        """
        if problems := tuple(_problems(rulings)):
            raise FactsError(*problems)
        checked: dict[str, Ruling] = {}
        for name, given in rulings.items():
            for ruling in get_args(Ruling):
                if given == ruling:
                    checked[name] = ruling
        return cls(MappingProxyType(checked))

    def applied(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings as the policy counts them, without the muted ones."""
        return tuple(
            finding if ruling == finding.severity else replace(finding, severity=ruling)
            for finding in findings
            if (ruling := self._ruling(finding)) != "off"
        )

    def _ruling(self, finding: Finding) -> Ruling:
        by_practice = self.rulings.get(finding.practice, finding.severity)
        return self.rulings.get(finding.code, by_practice)


def _problems(rulings: Mapping[str, str]) -> Iterable[Problem]:
    known = {*get_args(Practice), *(code.code for code in codes())}
    for place, (name, ruling) in enumerate(rulings.items()):
        path = f"policy.{name}" if name in known else f"policy[{place}]"
        if name not in known:
            yield Problem(
                path=path,
                code="unknown_code",
                message="is neither a code of findings nor a practice.",
                remedy="Use one that codes() lists, or a practice.",
            )
        if ruling not in get_args(Ruling):
            yield Problem(
                path=path,
                code="not_a_choice",
                message="is no ruling.",
                remedy=f"Use one of: {', '.join(get_args(Ruling))}.",
            )
