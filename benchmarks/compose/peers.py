"""
The same letters written with other libraries, as their manuals show it.

All of them get the letter without any condition, and values that are checked
already. What says dates says them by Babel or Django alone: those phrases differ
from ours, all other words are compared before anything is timed.
"""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# pyright: reportMissingTypeStubs=false, reportAttributeAccessIssue=false
# pyright: reportArgumentType=false, reportCallIssue=false

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.compose.parts import (
    Letter,
    Literal,
    Parts,
    Phrases,
    Record,
    Slot,
    Writer,
    Written,
)


__all__ = [
    "Phraser",
    "babel_phrases",
    "django_phrases",
    "django_source",
    "django_writer",
    "jinja_sources",
    "jinja_writer",
    "set_up_django",
    "writer_of_sources",
]

Phraser = Callable[[Record, Phrases], Phrases]


def jinja_writer(letter: Letter, *, sandboxed: bool) -> Writer:
    """Return a function that renders three Jinja templates."""
    return writer_of_sources(jinja_sources(letter), sandboxed=sandboxed)


def jinja_sources(letter: Letter) -> Written:
    """Return a letter as three templates of Jinja."""
    subject, text, html = map(jinja_source, letter)
    return subject, text, html


def writer_of_sources(sources: Written, *, sandboxed: bool) -> Writer:
    """Return a function that renders templates of subject, text and HTML."""
    from jinja2 import Environment

    kind = Environment
    if sandboxed:
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        kind = ImmutableSandboxedEnvironment
    plain, escaping = (
        kind(autoescape=flag, keep_trailing_newline=True) for flag in (False, True)
    )
    subject = plain.from_string(sources[0])
    text = plain.from_string(sources[1])
    html = escaping.from_string(sources[2])

    def write(phrases: Phrases) -> Written:
        texts = {"v": phrases.texts}
        return (
            subject.render(texts),
            text.render(texts),
            html.render({"v": phrases.htmls}),
        )

    return write


def jinja_source(parts: Parts) -> str:
    """Return parts as a template of Jinja; no text of the letters has a brace twice."""
    pieces: list[str] = []
    for part in parts:
        if isinstance(part, Literal):
            pieces.append(part.text)
        elif isinstance(part, Slot):
            pieces.append(f'{{{{ v["{part.key}"] }}}}')
        else:
            loop = f'{{% for entry in v["{part.key}"] %}}{{{{ entry }}}}'
            between = f"{{% if not loop.last %}}{part.between}{{% endif %}}"
            pieces.append(f"{loop}{between}{{% endfor %}}")
    return "".join(pieces)


def babel_phrases(record: Record, phrases: Phrases) -> Phrases:
    """Return the values with every date and list of names said by Babel."""
    from babel.dates import (
        format_date,
        format_datetime,
        format_skeleton,
        format_time,
        get_timezone_name,
    )
    from babel.lists import format_list

    locale = record["interview"]["candidate"]["locale"]
    said: dict[str, str] = {}
    for key, what in dates_of(record).items():
        if key not in phrases.texts:
            continue
        if isinstance(what, date) and key.endswith("|short"):
            said[key] = format_skeleton("MMMMEEEEd", what, locale=locale)
        elif isinstance(what, date):
            said[key] = format_date(what, "full", locale=locale)
        elif isinstance(what, list):
            said[key] = format_list(what, locale=locale)
        else:
            start, end = what
            zone = start.tzinfo
            said[key] = (
                f"{format_datetime(start, 'full', tzinfo=zone, locale=locale)}"
                f" – {format_time(end, 'short', tzinfo=zone, locale=locale)}"
                f" ({get_timezone_name(start, locale=locale)})"
            )
    return Phrases({**phrases.texts, **said}, {**phrases.htmls, **said})


def django_phrases(record: Record, phrases: Phrases) -> Phrases:
    """Return the values with every date said by Django."""
    from django.utils.formats import date_format
    from django.utils.text import get_text_list
    from django.utils.translation import override

    said: dict[str, str] = {}
    with override(record["interview"]["candidate"]["locale"]):
        for key, what in dates_of(record).items():
            if key not in phrases.texts:
                continue
            if isinstance(what, date):
                said[key] = date_format(what, "DATE_FORMAT")
            elif isinstance(what, list):
                said[key] = get_text_list(what, "and")
            else:
                start, end = what
                said[key] = (
                    f"{date_format(start, 'DATETIME_FORMAT')} – "
                    f"{date_format(end, 'TIME_FORMAT')} ({start.tzname()})"
                )
    return Phrases({**phrases.texts, **said}, {**phrases.htmls, **said})


def dates_of(record: Record) -> dict[str, Any]:
    """Return what has to be said as a date, a time or a list of names, by its key."""
    interview, outcome = record["interview"], record["outcome"]
    session = interview["sessions"][0]
    start = moment(session["start"])
    found: dict[str, Any] = {
        ".interview.day": start.date(),
        ".interview.day|short": start.date(),
        ".interview.interviewers": [p["name"] for p in session["interviewers"]],
    }
    for name in ("keep_until", "confirm_by", "decision_by"):
        if name in outcome:
            day = date.fromisoformat(outcome[name])
            found[f".outcome.{name}"] = found[f".outcome.{name}|short"] = day
    if "slot" in outcome:
        slot = outcome["slot"]
        found[".outcome.slot"] = moment(slot["start"]), moment(slot["end"])
        names = [person["name"] for person in outcome["interviewers"]]
        found[".outcome.interviewers|with_roles"] = names
        found[".outcome.interviewers"] = names
    return found


def moment(text: str) -> datetime:
    """Return a moment from the form in which facts travel."""
    stated, _, zone = text.rstrip("]").partition("[")
    return datetime.fromisoformat(stated).astimezone(ZoneInfo(zone))


@cache
def set_up_django() -> None:
    """Configure Django as a site with localisation would be."""
    import django
    from django.conf import settings

    settings.configure(
        USE_I18N=True,
        USE_TZ=True,
        TIME_ZONE="UTC",
        LANGUAGE_CODE="en",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {})]},
            }
        ],
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    )
    django.setup()


def django_writer(letter: Letter) -> Writer:
    """Return a function that renders three templates of Django."""
    from django.template import Context, Engine

    engine = Engine()
    names: dict[str, str] = {}
    subject, text, html = (
        engine.from_string(django_source(parts, names))
        for parts in (letter.subject, letter.text, letter.html)
    )

    def write(phrases: Phrases) -> Written:
        texts = {names[key]: v for key, v in phrases.texts.items() if key in names}
        htmls = {names[key]: v for key, v in phrases.htmls.items() if key in names}
        return (
            subject.render(Context(texts, autoescape=False)),
            text.render(Context(texts, autoescape=False)),
            html.render(Context(htmls)),
        )

    return write


def django_source(parts: Parts, names: dict[str, str], prefix: str = "v") -> str:
    """Return parts as a template of Django, whose names are plain words."""
    pieces: list[str] = []
    for part in parts:
        if isinstance(part, Literal):
            pieces.append(part.text)
            continue
        name = names.setdefault(part.key, f"{prefix}{len(names)}")
        if isinstance(part, Slot):
            pieces.append(f"{{{{ {name} }}}}")
        else:
            loop = f"{{% for entry in {name} %}}{{{{ entry }}}}"
            between = f"{{% if not forloop.last %}}{part.between}{{% endif %}}"
            pieces.append(f"{loop}{between}{{% endfor %}}")
    return "".join(pieces)
