"""``set.toml``: what a set is, what it extends, and what hosts may hand it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from followup_kit.errors import LocaleError
from followup_kit.locales import canonical_locale
from followup_kit.templating._faults import quoted
from followup_kit.templating._links import is_safe_address
from followup_kit.templating._schema import Field, Position
from followup_kit.templating._toml_lines import Path, Places


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
_REQUIRES: Final = re.compile(r">=\s*(\d{1,4}(?:\.\d{1,4}){0,2})", re.ASCII)
_COLOR: Final = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_LONGEST: Final = 2_000
_MOST_NAMES: Final = 128
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
        if self.type == "color":
            return _COLOR.fullmatch(value) is not None
        if self.type == "text":
            return all(c.isprintable() or c == "\n" for c in value)
        return is_safe_address(value) and value.startswith("https://")


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
    table: Mapping[str, Any],
    source: str,
    inherited: Mapping[str, Option],
    faults: Faults,
) -> Manifest:
    """Return what a table of ``set.toml`` says; faults are noted with their line."""
    return _Reader(table, source, faults).run(inherited)


class _Reader:
    def __init__(self, table: Mapping[str, Any], source: str, faults: Faults) -> None:
        self._table = table
        self._places = Places([(FILE, source)])
        self._faults = faults

    def run(self, inherited: Mapping[str, Option]) -> Manifest:
        for key in self._table:
            if key not in _KEYS:
                self._fault(
                    (key,),
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

    def _fault(self, key: Path, code: str, message: str, remedy: str) -> None:
        file, line = self._places.of(key)
        self._faults.add(file, line, code, message, remedy)

    def extends(self) -> str | None:
        found = self._table.get("extends")
        if found is None or (isinstance(found, str) and SET_NAME.fullmatch(found)):
            return found
        self._fault(
            ("extends",),
            "bad_value",
            "“extends” is not the name of a set.",
            'Write a name such as "standard"; paths and packages are not taken.',
        )
        return None

    def _version(self) -> None:
        number = self._table.get("schema")
        # TOML's true equals 1 in Python.
        if type(number) is not int or number != SCHEMA:
            self._fault(
                ("schema",),
                "schema_number",
                f"The schema number is not {SCHEMA}.",
                f"Write schema = {SCHEMA}, or install the release that reads it.",
            )
        wanted = self._table.get("requires")
        if wanted is None:
            return
        found = _REQUIRES.fullmatch(wanted) if isinstance(wanted, str) else None
        if found is None:
            self._fault(
                ("requires",),
                "bad_value",
                "“requires” is no version.",
                'Write requires = ">=1.2".',
            )
        elif _numbers(found[1]) > _numbers(_library_version()):
            self._fault(
                ("requires",),
                "library_too_old",
                f"The set needs followup-kit {found[1]} or newer.",
                "Upgrade followup-kit.",
            )

    def _title(self) -> str:
        title = self._table.get("title")
        if isinstance(title, str) and 0 < len(title) <= 200 and title.isprintable():
            return title
        self._fault(
            ("title",), "no_title", "The set has no title.", 'Write title = "…".'
        )
        return ""

    def _names(self, key: str, *, required: bool) -> tuple[str, ...]:
        found = self._table.get(key, [])
        if (
            not isinstance(found, list)
            or not all(isinstance(one, str) for one in found)
            or len(found) > _MOST_NAMES
            or (required and not found)
        ):
            self._fault(
                (key,),
                "bad_value",
                f"“{key}” is no list of names.",
                f"Write a list of at most {_MOST_NAMES}.",
            )
            return ()
        for index, name in enumerate(found):
            if name in found[:index]:
                self._fault(
                    (key, str(index)),
                    "duplicate",
                    f"{quoted(name)} stands twice in “{key}”.",
                    "Remove one of them.",
                )
        return tuple(found)

    def _locales(self) -> tuple[str, ...]:
        extends = self._table.get("extends") is not None
        tags = self._names("locales", required=not extends)
        for index, tag in enumerate(tags):
            try:
                sound = canonical_locale(tag) == tag
            except LocaleError:
                sound = False
            if not sound:
                self._fault(
                    ("locales", str(index)),
                    "bad_locale",
                    f"{quoted(tag)} is no locale in canonical form.",
                    "Write tags such as de, de-AT, zh-Hant.",
                )
        return tags

    def _table_of(self, key: str, remedy: str) -> dict[str, dict[str, Any]]:
        found = self._table.get(key, {})
        listed = found.items() if isinstance(found, dict) else ()
        sound: dict[str, dict[str, Any]] = {}
        for name, one in listed:
            if isinstance(one, dict) and _NAME.fullmatch(name):
                sound[name] = one
            else:
                self._no_declaration((key, name), remedy)
        if not isinstance(found, dict):
            self._no_declaration((key,), remedy)
        return sound

    def _no_declaration(self, key: Path, remedy: str) -> None:
        message = f"[{key[0]}] holds something that is no declaration."
        self._fault(key, "bad_value", message, remedy)

    def _options(self, inherited: Mapping[str, Option]) -> Mapping[str, Option]:
        options = dict(inherited)
        remedy = "Write [options.name] with type, default and doc."
        for name, given in self._table_of("options", remedy).items():
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
                or not isinstance(option.doc, str)
                or given.keys() - {"type", "default", "doc"}
                or name in _RESERVED
                or (before and before.type != option.type)
            ):
                self._fault(
                    ("options", name),
                    "bad_option",
                    f"The option “{name}” is not declared soundly.",
                    "Give it a type (color, image, text, url) and a default of it.",
                )
                continue
            options[name] = option
        return options

    def _extras(self) -> tuple[Field, ...]:
        fields: list[Field] = []
        remedy = "Write [extras.name] with position, optional, many and doc."
        for name, given in self._table_of("extras", remedy).items():
            if not _is_extra(given):
                self._fault(
                    ("extras", name),
                    "bad_extra",
                    f"The extra field “{name}” is not declared soundly.",
                    "Give it a position (name, day, line, prose, url or flag), and "
                    "true or false for optional and many.",
                )
                continue
            fields.append(
                Field(
                    path=f"extras.{name}",
                    position=given["position"],
                    doc=given.get("doc", ""),
                    optional=given.get("optional", True),
                    many=given.get("many", False),
                )
            )
        return tuple(fields)


def _is_extra(given: Mapping[str, Any]) -> bool:
    positions = [one for one in get_args(Position) if one != "phrase"]
    return (
        not given.keys() - {"position", "optional", "many", "doc"}
        and given.get("position") in positions
        and isinstance(given.get("doc", ""), str)
        and isinstance(given.get("optional", True), bool)
        and isinstance(given.get("many", False), bool)
    )


def _numbers(version: str) -> tuple[int, ...]:
    found = [int(part) for part in re.findall(r"\d+", version)[:3]]
    return tuple(found + [0] * (3 - len(found)))


def _library_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("followup-kit")
    except PackageNotFoundError:
        return "9999"
