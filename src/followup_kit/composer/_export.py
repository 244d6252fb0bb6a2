"""The entry to message templates, which most programs never use."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from followup_kit.models import Outcome
from followup_kit.templating import TemplateSet


if TYPE_CHECKING:
    from followup_kit.channels import WhatsAppTemplate


__all__ = ["export_templates"]


def export_templates(
    template_set: str | TemplateSet = "standard",
    *,
    kind: str,
    locale: str,
    formality: str | None = None,
    outcomes: Sequence[Outcome] | None = None,
    message: Collection[str] = (),
) -> tuple[WhatsAppTemplate, ...]:
    """
    Return the templates to submit for a kind of message, for WhatsApp to approve.

    A letter says other things when other facts are given, and a template cannot:
    there is one for each combination of facts in *outcomes*, with and without a
    telephone number of the sender.

    Args:
        template_set: The name of an installed set, or a loaded one.
        kind: The kind of message.
        locale: One of the set's locales, exactly.
        formality: One of the locale's; its default if not given.
        outcomes: Outcomes with the facts that you send; the kind's samples if None.
        message:
            What holds of the message itself: ``late``, ``promise_missed``,
            ``promises_missed``, and for kinds that name a day ``day_confirmed``,
            ``postponed_day`` and ``advanced_day``. None of them if not given.

    Raises:
        ChannelError:
            The kind does not suit templates, or WhatsApp would refuse one; code
            ``not_a_choice`` for what is said of no message of this kind,
            ``wrong_kind`` for outcomes of another one.
        OutcomeKindError: The kind is not registered.
        TemplateSetError: The set has no such short letter.
    """
    from followup_kit.composer._templated import exported

    return exported(template_set, (kind, locale, formality), outcomes, message)
