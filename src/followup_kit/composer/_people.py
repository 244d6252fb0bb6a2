"""The people of one message: who signs, who writes, who is written to."""

from __future__ import annotations

from followup_kit.composer._followup import Correspondent
from followup_kit.composer._scene import Scene
from followup_kit.models import Candidate, Sender


__all__ = ["correspondent", "signature_of"]


def signature_of(scene: Scene) -> dict[str, str]:
    """Return what the lines of the signature are filled with."""
    sender = scene.interview.sender
    company = scene.interview.company
    signature = {
        "name": scene.full_name(sender.name),
        "company": scene.localized(company.name, "interview.company.name"),
    }
    if sender.role is not None:
        signature["role"] = scene.localized(sender.role, "interview.sender.role")
    if sender.phone is not None:
        signature["phone"] = sender.phone
    return signature


def correspondent(person: Sender | Candidate, scene: Scene) -> Correspondent:
    """Return a person as an address header names them."""
    forms = (
        scene.reader_forms
        if isinstance(person, Candidate)
        else scene.forms_of(person.name)
    )
    return Correspondent(forms["mailbox"], person.email)
