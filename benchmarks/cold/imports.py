"""What importing costs, ours and others', in processes that do nothing else."""

from __future__ import annotations

from benchmarks.processes import alternating, environment
from benchmarks.tables import Effort, Row, Table


__all__ = ["import_time"]

_BARE = "Python alone"
_PLAIN = "Jinja + Babel"
_IMPORTS = {
    _BARE: "pass",
    "import followup_kit": "import followup_kit",
    "followup_kit: Interview, Rejected, compose_followup": (
        "from followup_kit import Interview, Rejected, compose_followup"
    ),
    "pydantic: BaseModel": "from pydantic import BaseModel",
    _PLAIN: "import jinja2, babel.dates",
    "Django, set up": "from benchmarks.compose.peers import set_up_django as s; s()",
    "icalendar": "import icalendar",
    "django-templated-email": (
        "from benchmarks.compose.peers import set_up_django as s; s();"
        "import templated_email.backends.vanilla_django"
    ),
    "python-emails": "import emails",
    "fastapi-mail": "import fastapi_mail",
}


def import_time(effort: Effort) -> tuple[Table, ...]:
    """Measure what each import costs."""
    turn = {name: ("-c", code) for name, code in _IMPORTS.items()}
    with environment() as variables:
        taken = alternating([turn] * max(effort.processes // 2, 1), variables)
    return (
        Table(
            title="Import",
            columns=("ms over Python", "× Jinja + Babel"),
            digits=(0, 2),
            rows=tuple(
                Row(name, (timed.over(taken[_BARE]), timed.ratio(taken[_PLAIN])))
                for name, timed in taken.items()
            ),
            plotted=0,
            note="CPU time of the whole process, bytecode cached; the ratios are of"
            " whole processes.",
        ),
    )
