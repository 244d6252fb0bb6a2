"""Template sets: loading, extending, and giving out letters."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, get_args

from followup_kit.errors import Problem, TemplateSetError
from followup_kit.locales import direction_of, parent_locales
from followup_kit.templating._arguments import check_name, expect, path_of
from followup_kit.templating._extending import base_of, manifest_of
from followup_kit.templating._faults import Faults, of_set
from followup_kit.templating._layout_reader import FILE as LAYOUT
from followup_kit.templating._layout_reader import read_layout
from followup_kit.templating._loading import load_letter, load_phrases
from followup_kit.templating._manifest import FILE as MANIFEST
from followup_kit.templating._manifest import Option
from followup_kit.templating._phrases import parsed
from followup_kit.templating._resolution import Layer
from followup_kit.templating._schema import Schema
from followup_kit.templating._source import (
    FolderSource,
    Form,
    LetterName,
    MappingSource,
    PackageSource,
    Source,
    digest_of,
    known_name,
    refuse,
)
from followup_kit.templating._validation import validate


if TYPE_CHECKING:
    import os

    from followup_kit.templating._layout import Layout
    from followup_kit.templating._letter import Letter
    from followup_kit.templating._phrases import Phrases
    from followup_kit.templating._schema import Field


_PLAIN_LAYOUT: Final = """\
<!doctype html>
<html lang="{{ lang }}" dir="{{ dir }}">
<head>
<meta charset="utf-8">
<title>{{ subject }}</title>
</head>
<body style="font-family:sans-serif;line-height:1.5">
{{ body }}
</body>
</html>
"""


class TemplateSet:
    """
    A set of letters in one or several locales.

    Immutable, safe to share between threads, and picklable: it is read again
    from where it came from. Only ``set.toml`` is read when it is opened; phrases
    and letters are read, checked whole and kept when first asked for.

    Attributes:
        name: What the set is called.
        title: Its title for people.
        locales: Tags of the locales it has letters in, inherited ones included.
        options: Declared options by name, for ``Letter.render(options=…)``.
        extras: Declared extra fields; their paths begin with ``extras.``.
        schema: What its letters may mention, extra fields included.
    """

    def __init__(
        self,
        name: str,
        source: Source,
        schema: Schema,
        *,
        base: TemplateSet | None = None,
    ) -> None:
        """
        Open a set; use the ``from_…`` constructors.

        Raises:
            TemplateSetError: ``set.toml`` is missing or broken.
        """
        _check_arguments(name, schema, base)
        text = source.read(MANIFEST)
        if text is None:
            raise refuse(
                MANIFEST,
                "no_manifest",
                "There is no set.toml.",
                "Write one with schema = 1, title and locales.",
            )
        table = parsed(text, MANIFEST)
        self.name: str = name
        self._source = source
        self._asked = schema
        self._given = base
        self._base = base_of(table, text, base, schema)
        self._manifest = manifest_of(table, text, self._base)
        self.title: str = self._manifest.title
        inherited = self._base.locales if self._base else ()
        own = self._manifest.locales
        self.locales: tuple[str, ...] = tuple(dict.fromkeys((*own, *inherited)))
        self.options: Mapping[str, Option] = MappingProxyType(
            dict(self._manifest.options)
        )
        above = self._base.extras if self._base else ()
        self.extras: tuple[Field, ...] = (*above, *self._manifest.extras)
        self.schema: Schema = schema.with_common(self.extras)
        self._phrases: dict[str, Phrases] = {}
        self._letters: dict[tuple[str, str, str, Form], Letter] = {}
        self._layout: Layout | None = None
        self._digest: str | None = None

    @classmethod
    def from_folder(
        cls,
        path: str | os.PathLike[str],
        *,
        schema: Schema,
        base: TemplateSet | None = None,
    ) -> TemplateSet:
        """
        Open the set in a folder; it is called by the folder's name.

        Args:
            path: The folder that holds ``set.toml``.
            schema: What letters may mention.
            base: The set it extends, if that one is not installed.

        Raises:
            TemplateSetError: ``set.toml`` is missing or broken.
        """
        import os as system

        source = FolderSource(system.path.abspath(path_of(path)))  # noqa: PTH100 -- text is kept
        return cls(source.label, source, schema, base=base)

    @classmethod
    def from_package(
        cls,
        package: str,
        folder: str = "",
        *,
        schema: Schema,
        base: TemplateSet | None = None,
    ) -> TemplateSet:
        """
        Open the set in a folder of an installed Python package.

        Raises:
            TemplateSetError: ``set.toml`` is missing or broken.
        """
        expect("package", package, str, "Pass the name of a package.")
        expect("folder", folder, str, "Pass a path inside the package.")
        source = PackageSource(package, folder)
        return cls(source.label, source, schema, base=base)

    @classmethod
    def from_mapping(
        cls,
        name: str,
        files: Mapping[str, str],
        *,
        schema: Schema,
        base: TemplateSet | None = None,
    ) -> TemplateSet:
        """
        Open a set held in memory, as a host that stores tenants' texts does.

        Args:
            name:
                What to call it: at most 64 letters, digits, spaces and ``. _ -``.
            files: Texts by name: ``set.toml``, ``de/phrases.toml`` and so on.
            schema: What letters may mention.
            base: The set it extends, if that one is not installed.

        Raises:
            TemplateSetError: ``set.toml`` is missing or broken.
        """
        expect("files", files, Mapping, "Pass a mapping of names to texts.")
        return cls(name, MappingSource(name, dict(files)), schema, base=base)

    def __repr__(self) -> str:
        """Return the set's name and locales."""
        return f"<TemplateSet {self.name}: {', '.join(self.locales)}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle where the set came from, not what was read."""
        return _reopened, (self.name, self._source, self._asked, self._given)

    @property
    def digest(self) -> str:
        """SHA-256 over every file of the set and of those it extends."""
        if self._digest is None:
            own = digest_of(self._source, self._manifest.locales)
            self._digest = own if not self._base else f"{own}+{self._base.digest}"
        return self._digest

    def kinds(self, locale: str, *, form: Form = "full") -> tuple[str, ...]:
        """
        Return the kinds that have a letter in a locale, sorted.

        Args:
            locale: One of :attr:`locales`, exactly.
            form: ``short`` for the kinds that have one for very short channels.

        Raises:
            TemplateSetError: The set does not have the locale.
        """
        self._known(locale)
        _check_form(form)
        layers = self.layers(locale)
        there = {id(one): frozenset(one.source.entries(one.locale)) for one in layers}
        return tuple(
            kind
            for kind in sorted(self.schema.kinds)
            if any(
                f"{LetterName(kind, form, '').stem}.txt" in there[id(layer)]
                for layer in self.replaced(layers, kind)
            )
        )

    def phrases(self, locale: str) -> Phrases:
        """
        Return the phrases of a locale.

        Raises:
            TemplateSetError: The set does not have the locale, or they are broken.
        """
        expect("locale", locale, str, "Pass one of the set's locales.")
        made = self._phrases.get(locale)
        if made is None:
            self._known(locale)
            made = load_phrases(self, locale)
            self._phrases[locale] = made
        return made

    def letter(
        self,
        kind: str,
        locale: str,
        formality: str | None = None,
        *,
        form: Form = "full",
    ) -> Letter:
        """
        Return a letter, read and checked on first use.

        Args:
            kind: Kind of the letter.
            locale: One of :attr:`locales`, exactly.
            formality: One of the locale's; its default if None.
            form:
                ``short`` for the letter for very short channels, which a set may or
                may not have; :meth:`kinds` tells.

        Raises:
            TemplateSetError:
                The set has no such letter, or it is broken; every fault is listed.
        """
        expect("kind", kind, str, "Pass a kind of letter, such as rejected.")
        expect("locale", locale, str, "Pass one of the set's locales.")
        _check_form(form)
        if formality is None:
            formality = self.phrases(locale).default_formality
        expect("formality", formality, str, "Pass one of the locale's, or None.")
        key = (kind, locale, formality, form)
        made = self._letters.get(key)
        if made is None:
            name = LetterName(kind, form, formality)
            made = self._letters[key] = load_letter(self, name, locale)
        return made

    def validate(self) -> None:
        """
        Read and check every letter in every locale and formality.

        Raises:
            TemplateSetError: Lists every fault of the whole set.
        """
        validate(self, self._source, self._manifest.replaces)

    def unread_files(self) -> tuple[str, ...]:
        """
        Return files of the set that look like letters and are never read, sorted.

        In folders of locales that ``set.toml`` does not list, or with a name of
        another form: ``DE/rejected.txt``, ``de/Rejected.txt``, ``de/rejected.md``.
        """
        read = {
            tag
            for locale in self._manifest.locales
            for tag in (locale, *parent_locales(locale))
        }
        return tuple(
            name
            for name in self._source.names()
            if not known_name(name)
            or ("/" in name and name.partition("/")[0] not in read)
        )

    def layers(self, locale: str) -> tuple[Layer, ...]:
        """Return the folders a letter is put together from, most special first."""
        chain = (locale, *parent_locales(locale))
        own = tuple(Layer(self.name, self._source, tag) for tag in chain)
        below = self._base.layers(locale) if self._base else ()
        named = [
            one if one.prefix else one._replace(prefix=f"{one.set}:") for one in below
        ]
        return (*own, *named)

    def replaced(self, layers: tuple[Layer, ...], kind: str) -> tuple[Layer, ...]:
        """Return the layers of one kind; a kind that is replaced inherits nothing."""
        if kind in self._manifest.replaces:
            return tuple(layer for layer in layers if layer.source is self._source)
        if self._base is None:
            return layers
        own = tuple(layer for layer in layers if layer.source is self._source)
        return (*own, *self._base.replaced(layers[len(own) :], kind))

    def layout(self) -> Layout:
        """
        Return the layout of the set, or of the nearest one it extends.

        Raises:
            TemplateSetError: It is broken.
        """
        if self._layout is None:
            faults = Faults()
            common = {field.path: field for field in self.schema.common}
            file, text = self.layout_file()
            made = read_layout(text, common, self.options, faults, file)
            faults.raise_any()
            self._layout = made
        return self._layout

    def layout_file(self) -> tuple[str, str]:
        """Return what to call the layout of the set or of one it extends, and it."""
        found = self._source.read(LAYOUT)
        if found is not None:
            return LAYOUT, found
        if self._base is None:
            return LAYOUT, _PLAIN_LAYOUT
        try:
            file, text = self._base.layout_file()
        except TemplateSetError as error:
            raise of_set(self._base.name, error) from None
        return file if ":" in file else f"{self._base.name}:{file}", text

    def layout_for(self, locale: str) -> Layout:
        """Return the layout with the locale's language and direction."""
        return self.layout().within(locale, direction_of(locale))

    def _known(self, locale: str) -> None:
        if locale not in self.locales:
            raise TemplateSetError(
                Problem(
                    MANIFEST,
                    "no_locale",
                    "The set has no letters in the locale asked for.",
                    f"It has: {', '.join(self.locales)}.",
                )
            )


def _check_arguments(name: object, schema: object, base: object) -> None:
    expect("schema", schema, Schema, "Pass the Schema of its letters.")
    if base is not None:
        expect("base", base, TemplateSet, "Pass a TemplateSet, or None.")
    check_name(name)


def _check_form(form: object) -> None:
    if form not in get_args(Form):
        raise refuse(
            "form", "not_a_choice", "There is no such form.", "Pass full or short."
        )


def _reopened(
    name: str, source: Source, schema: Schema, base: TemplateSet | None
) -> TemplateSet:
    return TemplateSet(name, source, schema, base=base)
