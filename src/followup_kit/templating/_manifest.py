"""``set.toml``: what a set is, what it extends, and what hosts may hand it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from followup_kit.errors import LocaleError
from followup_kit.locales import canonical_locale
from followup_kit.templating._faults import At, quoted
from followup_kit.templating._schema import Field, Position


if TYPE_CHECKING:
    from followup_kit.templating._faults import Faults

OptionType: TypeAlias = Literal["color", "image", "text", "url"]

SCHEMA: Final = 1
FILE: Final = "set.toml"
_KEYS: Final = frozenset(
    {
        "extends",
        "extras",
        "locales",
        "options",
        "replaces",
        "requires",
        "schema",
        "title",
    }
)
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
SET_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_REQUIRES: Final = re.compile(r">=\s*(\d{1,4}(?:\.\d{1,4}){0,2})")
_COLOR: Final = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_ADDRESS: Final = re.compile(r"https://[^\s<>\"'\\^`{|}()\x00-\x20\x7f]{1,500}")
_LONGEST: Final = 2_000
_RESERVED: Final = frozenset(
    {"accent_text", "body", "dir", "lang", "loop", "preheader", "subject", "words"}
)


@dataclass(frozen=True, slots=True)
class Option:
    """
    A declared option of a set, for its layout.

    Attributes:
        name: How the layout and the host call it.
        type: ``color`` (#rgb or #rrggbb), ``image`` (https), ``url``, ``text``.
        default: Its value unless the host passes another; empty means absent.
        doc: One sentence for the host.
    """

    name: str
    type: OptionType
    default: str = ""
    doc: str = ""

    def accepts(self, value: object) -> bool:
        """Tell whether this is a value of the option's type."""
        if not isinstance(value, str) or len(value) > _LONGEST:
            return False
        if not value:
            return self.type != "color"
        match self.type:
            case "color":
                return _COLOR.fullmatch(value) is not None
            case "image" | "url":
                return _ADDRESS.fullmatch(value) is not None
            case "text":
                return all(c.isprintable() or c == "\n" for c in value)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of ``set.toml``."""

    title: str
    locales: tuple[str, ...]
    extends: str | None = None
    replaces: frozenset[str] = frozenset()
    options: Mapping[str, Option] = field(default_factory=dict)
    extras: tuple[Field, ...] = ()


def read_manifest(
    table: Mapping[str, Any], inherited: Mapping[str, Option], faults: Faults
) -> Manifest:
    """Return what a table of ``set.toml`` says; faults are noted."""
    return _Reader(table, faults).run(inherited)


class _Reader:
    def __init__(self, table: Mapping[str, Any], faults: Faults) -> None:
        self._table = table
        self._at = At(faults, FILE, 0)

    def run(self, inherited: Mapping[str, Option]) -> Manifest:
        for key in self._table:
            if key not in _KEYS:
                self._at.fault(
                    "unknown_key",
                    f"{quoted(key)} means nothing here.",
                    f"The keys are: {', '.join(sorted(_KEYS))}.",
                )
        self._version()
        replaces = self._names("replaces", required=False)
        return Manifest(
            title=self._title(),
            locales=self._locales(),
            extends=self.extends(),
            replaces=frozenset(replaces),
            options=self._options(inherited),
            extras=self._extras(),
        )

    def extends(self) -> str | None:
        found = self._table.get("extends")
        if found is None or (isinstance(found, str) and SET_NAME.fullmatch(found)):
            return found
        self._at.fault(
            "bad_value",
            "“extends” is not the name of a set.",
            'Write a name such as "standard"; paths and packages are not taken.',
        )
        return None

    def _version(self) -> None:
        if self._table.get("schema") != SCHEMA:
            self._at.fault(
                "schema_number",
                f"The schema number is not {SCHEMA}.",
                f"Write schema = {SCHEMA}, or install the release that reads it.",
            )
        wanted = self._table.get("requires")
        if wanted is None:
            return
        found = _REQUIRES.fullmatch(wanted) if isinstance(wanted, str) else None
        if found is None:
            self._at.fault(
                "bad_value", "“requires” is no version.", 'Write requires = ">=1.2".'
            )
        elif _numbers(found[1]) > _numbers(_library_version()):
            self._at.fault(
                "library_too_old",
                f"The set needs followup-kit {found[1]} or newer.",
                "Upgrade followup-kit.",
            )

    def _title(self) -> str:
        title = self._table.get("title")
        if isinstance(title, str) and 0 < len(title) <= 200 and title.isprintable():
            return title
        self._at.fault("no_title", "The set has no title.", 'Write title = "…".')
        return ""

    def _names(self, key: str, *, required: bool) -> tuple[str, ...]:
        found = self._table.get(key, [])
        if (
            isinstance(found, list)
            and all(isinstance(one, str) for one in found)
            and (found or not required)
        ):
            return tuple(found)
        self._at.fault("bad_value", f"“{key}” is no list of names.", "Make it one.")
        return ()

    def _locales(self) -> tuple[str, ...]:
        extends = self._table.get("extends") is not None
        tags = self._names("locales", required=not extends)
        for tag in tags:
            try:
                sound = canonical_locale(tag) == tag
            except LocaleError:
                sound = False
            if not sound:
                self._at.fault(
                    "bad_locale",
                    f"{quoted(tag)} is no locale in canonical form.",
                    "Write tags such as de, de-AT, zh-Hant.",
                )
        return tags

    def _table_of(self, key: str) -> dict[str, dict[str, Any]]:
        found = self._table.get(key, {})
        listed = found.items() if isinstance(found, dict) else ()
        sound: dict[str, dict[str, Any]] = {
            name: one
            for name, one in listed
            if isinstance(one, dict) and _NAME.fullmatch(name)
        }
        if not isinstance(found, dict) or len(sound) < len(found):
            self._at.fault(
                "bad_value",
                f"[{key}] holds something that is no declaration.",
                f"Write [{key}.name] with type, and default or optional.",
            )
        return sound

    def _options(self, inherited: Mapping[str, Option]) -> Mapping[str, Option]:
        options = dict(inherited)
        for name, given in self._table_of("options").items():
            before = options.get(name)
            option = Option(
                name,
                given.get("type", before.type if before else ""),
                given.get("default", before.default if before else ""),
                given.get("doc", before.doc if before else ""),
            )
            if (
                option.type not in get_args(OptionType)
                or not option.accepts(option.default)
                or given.keys() - {"type", "default", "doc"}
                or name in _RESERVED
                or (before and before.type != option.type)
            ):
                self._at.fault(
                    "bad_option",
                    f"The option “{name}” is not declared soundly.",
                    "Give it a type (color, image, text, url) and a default of it.",
                )
                continue
            options[name] = option
        return options

    def _extras(self) -> tuple[Field, ...]:
        fields: list[Field] = []
        for name, given in self._table_of("extras").items():
            position = given.get("position", given.get("type", ""))
            known = {"position", "type", "optional", "many", "doc"}
            if (
                position not in {*get_args(Position)} - {"phrase"}
                or given.keys() - known
            ):
                self._at.fault(
                    "bad_extra",
                    f"The extra field “{name}” is not declared soundly.",
                    "Give it a position: name, day, line, prose, url or flag.",
                )
                continue
            fields.append(
                Field(
                    path=f"extras.{name}",
                    position=position,
                    doc=str(given.get("doc", "")),
                    optional=given.get("optional", True) is True,
                    many=given.get("many", False) is True,
                )
            )
        return tuple(fields)


def _numbers(version: str) -> tuple[int, ...]:
    found = [int(part) for part in re.findall(r"\d+", version)[:3]]
    return tuple(found + [0] * (3 - len(found)))


def _library_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("followup-kit")
    except PackageNotFoundError:
        return "9999"
