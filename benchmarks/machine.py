"""What was measured on: the class of machine, Python, and the versions of all peers."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version


__all__ = ["PEERS", "described", "missing_of"]

PEERS = (
    "babel",
    "django",
    "django-templated-email",
    "emails",
    "fastapi-mail",
    "icalendar",
    "jinja2",
    "markupsafe",
    "matplotlib",
    "pydantic",
)
"""What is measured beside us or together with us, as distributions."""


def described() -> dict[str, object]:
    """Return the machine and the versions as plain values."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": platform.system(),
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        "versions": {
            name: _version(name) for name in ("followup-kit", *PEERS, "pydantic-core")
        },
    }


def missing_of(distributions: Iterable[str]) -> tuple[str, ...]:
    """Return those that are not installed, sorted."""
    return tuple(name for name in sorted(distributions) if _version(name) is None)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
