"""Small sets for the tests of the check: one kind, and as many locales as needed."""

from __future__ import annotations

from collections.abc import Mapping

from followup_kit.checking import CheckReport, check_set
from followup_kit.composer import letter_schema
from followup_kit.models import StillConsidered
from followup_kit.templating import TemplateSet


__all__ = ["LETTER", "PHRASES", "codes", "report_on", "small_set"]

PHRASES = """\
formalities = ["formal"]
default_formality = "formal"
lines = "space"
signature = ["{name}", "{role}", "{company}", "{phone}"]

[[greeting.formal]]
text = "Dear {full},"

[closing]
formal = "Kind regards"

[person]
with_role = "{name} ({role})"
"""

LETTER = """\
{% block subject %}Your application: {{ role }}{% endblock %}
{% block opening %}
You are still in the process for the {{ role }} role at {{ company }}.
You will hear from us by {{ outcome.decision_by }}.
{% endblock %}
{% block reason %}
Why it takes longer:
- {{ outcome.delay_reason }}
{% endblock %}
{% block conversation %}
What stayed with us:
- {{ interview.highlights }}
{% endblock %}
"""


def small_set(
    changes: Mapping[str, str | None] | None = None, *, locales: str = '"en"'
) -> TemplateSet:
    """Return a set with one letter in English; None removes a file."""
    files: dict[str, str | None] = {
        "set.toml": f'schema = 1\ntitle = "Small"\nlocales = [{locales}]\n',
        "en/phrases.toml": PHRASES,
        "en/still_considered.txt": LETTER,
        **(changes or {}),
    }
    given = {name: text for name, text in files.items() if text is not None}
    return TemplateSet.from_mapping("small", given, schema=letter_schema())


def report_on(
    changes: Mapping[str, str | None] | None = None, *, locales: str = '"en"'
) -> CheckReport:
    """Return the report on a small set."""
    return check_set(small_set(changes, locales=locales), kinds=[StillConsidered])


def codes(report: CheckReport) -> list[str]:
    """Return the codes of the problems, errors first."""
    return [problem.code for problem in report.problems]
