"""The company that hires and the role it hires for, as candidates know them."""

from __future__ import annotations

from followup_kit.models._base import Facts
from followup_kit.models._text import Line, Localized
from followup_kit.models._values import Formality, Link, ReasonPolicy


__all__ = ["Company", "Role"]


class Company(Facts):
    """The employer."""

    name: Localized
    """The name candidates know it by; a mapping where it differs by language."""

    careers_url: Link | None = None
    """Where other open roles are listed."""

    privacy_url: Link | None = None
    """The privacy notice for applicants."""

    formality: Formality | None = None
    """How this company addresses candidates, where the language has a choice."""

    reason_policy: ReasonPolicy = "criterion_and_feedback"
    """How much of the reason for a rejection may be stated."""


class Role(Facts):
    """The role that is hired for."""

    title: Localized
    """The advertised title, not an internal one."""

    reference: Line | None = None
    """The advertised reference number, if candidates know one."""
