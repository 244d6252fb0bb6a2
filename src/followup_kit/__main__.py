"""
The command line: compose a message, and check, begin or look at a template set.

    python -m followup_kit compose FACTS.json [--locale de] [--format text]
    python -m followup_kit check PATH|NAME [--json] [--strict]
    python -m followup_kit new-set FOLDER [--package]
    python -m followup_kit preview PATH|NAME PAGE.html

A file of facts holds ``{"interview": {...}, "outcome": {"kind": ...}}`` and may set
``"send_at"``. Nothing is sent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from followup_kit.checking._command import add_commands as add_checking_commands
from followup_kit.composer import Composer, Followup
from followup_kit.errors import FactsError, FollowupError, Problem
from followup_kit.models import Session, load_facts
from followup_kit.preview._command import add_commands as add_preview_command


__all__ = ["main"]

_FACTS_ARE_WRONG: Final = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command line and return its exit status.

    Returns:
        0 if all is well; 1 if the facts do not allow a message, or a set has errors,
        with every problem printed; argparse exits with 2 for a wrong command.
    """
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # A message in Japanese must print on a terminal that speaks ASCII.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    try:
        run: Callable[[argparse.Namespace], tuple[str, int]] = options.run
        output, status = run(options)
    except FollowupError as error:
        print(error, file=sys.stderr)
        return _FACTS_ARE_WRONG
    print(output)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m followup_kit",
        description="Compose the message a recruiter owes a candidate.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    compose = commands.add_parser("compose", help="compose a message from facts")
    compose.add_argument("facts", type=Path, help="a JSON file; - for standard input")
    compose.add_argument("--locale", help="the language to write in, such as de")
    compose.add_argument("--fallback-locale", help="used if no language is known")
    compose.add_argument("--formality", choices=("formal", "informal"))
    compose.add_argument("--send-at", help="when it leaves, such as 2026-11-20T09:00Z")
    compose.add_argument("--template-set", default="standard", help="name of the set")
    compose.add_argument(
        "--format",
        choices=sorted(_FORMATS),
        default="text",
        help="what to print (default: text)",
    )
    compose.set_defaults(run=_compose)
    add_checking_commands(commands)
    add_preview_command(commands)
    return parser


def _compose(options: argparse.Namespace) -> tuple[str, int]:
    record = _read(options.facts)
    interview, outcome = load_facts(
        _part(record, "interview"), _part(record, "outcome")
    )
    send_at = options.send_at or record.get("send_at")
    composer = Composer(
        options.template_set,
        fallback_locale=options.fallback_locale,
        formality=options.formality,
    )
    followup = composer.compose(
        interview,
        outcome,
        locale=options.locale,
        send_at=_moment(send_at) if send_at is not None else None,
    )
    for finding in followup.findings:
        print(f"{finding.severity}: {finding}", file=sys.stderr)
    return _FORMATS[options.format](followup), 0


def _read(path: Path) -> Mapping[str, Any]:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
        record = json.loads(text)
    except OSError:
        raise FactsError(_file_problem("unreadable", "cannot be read")) from None
    except ValueError:
        raise FactsError(_file_problem("malformed_json", "is not JSON")) from None
    if not isinstance(record, dict):
        raise FactsError(_file_problem("malformed_json", "is not a JSON object"))
    return record


def _file_problem(code: str, what: str) -> Problem:
    return Problem(
        path="facts",
        code=code,
        message=f"The file {what}.",
        remedy='Give a JSON file with "interview" and "outcome".',
    )


def _part(record: Mapping[str, Any], name: str) -> Any:
    part = record.get(name)
    return part if isinstance(part, dict) else {}


def _moment(text: object) -> datetime:
    try:
        # The facts' own reading of a moment: RFC 9557, never naive.
        return Session.model_validate({"start": text}).start
    except FactsError as error:
        problems = (
            Problem("send_at", p.code, p.message, p.remedy) for p in error.problems
        )
        raise FactsError(*problems) from None


def _text(followup: Followup) -> str:
    return f"{followup.subject}\n\n{followup.text}"


def _explained(followup: Followup) -> str:
    """Return the locale and why it was used, and where each paragraph comes from."""
    used = followup.language
    lines = [
        f"asked for {used.requested}, used {used.used}: {used.match}, by {used.source}",
        f"formality: {followup.formality}",
    ]
    for part in followup.explain():
        lines += ["", f"{part.template_set}/{part.file}:{part.line} {part.block}"]
        lines.append(part.text)
    return "\n".join(lines)


_FORMATS: Final[Mapping[str, Callable[[Followup], str]]] = {
    "explain": _explained,
    "text": _text,
    "html": lambda followup: followup.html,
    "json": lambda followup: followup.to_json(),
    "eml": lambda followup: followup.to_email().as_string(),
}


if __name__ == "__main__":
    sys.exit(main())
