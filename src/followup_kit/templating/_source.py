"""
Where the files of a set come from: a folder, a package, or memory.

Only names of the documented pattern are ever opened, nothing outside the set is
(symbolic links included), and each file is limited in size.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, TypeAlias

from followup_kit.errors import Problem, TemplateSetError
from followup_kit.locales import parent_locales
from followup_kit.templating._arguments import name_of


if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

LARGEST_FILE: Final = 64 * 1024
SHORT: Final = "short"
"""What the name of a short letter has after its kind; no formality is called so."""

Form: TypeAlias = Literal["full", "short"]
"""A whole letter, or the one for very short channels."""

_MOST_ENTRIES: Final = 512
_NOT_THERE: Final = (OSError, ValueError, KeyError)
"""What folders and archives raise for what they lack."""

_LOCALE: Final = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}"
_LETTER: Final = r"_?[a-z][a-z0-9_]{0,47}(?:\.short)?(?:\.[a-z][a-z0-9_]{0,23})?\.txt"
_ENTRY: Final = re.compile(rf"(?:phrases\.toml|{_LETTER})")
_NAME: Final = re.compile(rf"(?:set\.toml|layout\.html|{_LOCALE}/{_ENTRY.pattern})")
_TOP: Final = re.compile(
    r"(?:set|phrases)\.toml|layout\.html?|(?!readme|licen|notice|change)[^/]*\.txt",
    re.IGNORECASE,
)
_LIKE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}/")
_HIDDEN: Final = re.compile(r"(?:^|/)(?:\.|__)")
_FOLDER: Final = re.compile(_LOCALE)


class LetterName(NamedTuple):
    """
    What the name of a letter's file says, as ``rejected.short.informal.txt``.

    Attributes:
        kind: Kind of the letter, or ``_shared``.
        form: ``full`` or ``short``.
        formality: The formality it is for; empty if it serves every one.
    """

    kind: str
    form: Form
    formality: str

    @property
    def stem(self) -> str:
        """How the names of the letter's files begin."""
        return self.kind if self.form == "full" else f"{self.kind}.{self.form}"

    @classmethod
    def of(cls, entry: str) -> LetterName:
        """Read the name of a file."""
        kind, *rest = entry.removesuffix(".txt").split(".")
        short = rest[:1] == [SHORT]
        return cls(kind, SHORT if short else "full", "".join(rest[short:]))


class Source(Protocol):
    """The files of one set. Picklable, and holds no open file."""

    @property
    def label(self) -> str:
        """What to call the source in messages."""
        ...

    def read(self, name: str) -> str | None:
        """Return a file's text, or None if there is none of that name."""
        ...

    def entries(self, locale: str) -> tuple[str, ...]:
        """Return the names of the files of one locale, sorted."""
        ...

    def names(self) -> tuple[str, ...]:
        """Return the names of all files that could be meant for the set, sorted."""
        ...


def refuse(path: str, code: str, message: str, remedy: str) -> TemplateSetError:
    """Return an error with a single problem."""
    return TemplateSetError(Problem(path, code, message, remedy))


def decoded(name: str, data: bytes) -> str:
    """
    Return the text of a file: UTF-8, Unicode NFC, lines that end in LF.

    Raises:
        TemplateSetError: The file is too large or not UTF-8.
    """
    if len(data) > LARGEST_FILE:
        raise refuse(
            name,
            "file_too_large",
            f"The file is larger than {LARGEST_FILE // 1024} KiB.",
            "Move blocks into other files or shorten it.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse(
            name, "not_utf8", "The file is not UTF-8.", "Save it as UTF-8."
        ) from None
    return tidied(text)


def tidied(text: str) -> str:
    """Return text in Unicode NFC with lines that end in LF."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines if lines.isascii() else unicodedata.normalize("NFC", lines)


def known_name(name: str) -> bool:
    """Tell whether a name is one that a set may have."""
    return _NAME.fullmatch(name) is not None


def _meant(names: Iterable[str]) -> tuple[str, ...]:
    """Return what could be meant for a set, of everything beside it, sorted."""
    every = [name for name in names if not _HIDDEN.search(name)]
    folders = {
        name.partition("/")[0]
        for name in every
        if name.endswith((".txt", "/phrases.toml")) and "/" in name
    }
    return tuple(
        sorted(
            name
            for name in every
            if _TOP.fullmatch(name)
            or (name.partition("/")[0] in folders and _LIKE.match(name))
        )
    )


def _walk(root: Path | Traversable) -> Iterator[str]:
    """Yield the names of files in a folder and in the folders in it."""
    try:
        entries = list(islice(root.iterdir(), _MOST_ENTRIES))
    except _NOT_THERE:
        return
    for entry in entries:
        if not entry.is_dir():
            yield entry.name
        elif _LIKE.match(f"{entry.name}/") and not _is_link(entry):
            with contextlib.suppress(OSError):
                for inner in islice(entry.iterdir(), _MOST_ENTRIES):
                    yield f"{entry.name}/{inner.name}"


def _is_link(entry: Path | Traversable) -> bool:
    # What a link leads to may lie outside, so its names are not told.
    return isinstance(entry, Path) and entry.is_symlink()


def _listed(names: list[str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if _ENTRY.fullmatch(name)))


class FolderSource(NamedTuple):
    """A set in a folder of the file system."""

    root: str

    @property
    def label(self) -> str:
        """The folder's own name, with _ for what no set is called by."""
        return name_of(Path(self.root).name)

    def read(self, name: str) -> str | None:
        """Return a file's text; a link that leaves the folder is refused."""
        if not known_name(name):
            return None
        try:
            root = os.path.realpath(self.root)
        except ValueError:
            # There is no folder with a NUL in its name.
            return None
        path = os.path.realpath(os.path.join(root, name))  # noqa: PTH118 -- realpath wants text
        if os.path.commonpath((root, path)) != root:
            raise refuse(
                name,
                "outside_the_set",
                "The file leads out of the set.",
                "Put the file itself there instead of a link.",
            )
        try:
            if not S_ISREG(Path(path).stat().st_mode):
                # A pipe or a device would keep the reader waiting for ever.
                raise refuse(
                    name, "unreadable", "This is no file.", "Put a plain file there."
                )
            with Path(path).open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            raise refuse(
                name, "unreadable", "The file cannot be read.", "Check its permissions."
            ) from None
        return decoded(name, data)

    def entries(self, locale: str) -> tuple[str, ...]:
        """Return the file names of one locale."""
        if not _FOLDER.fullmatch(locale):
            return ()
        try:
            names = [entry.name for entry in Path(self.root, locale).iterdir()]
        except OSError:
            return ()
        return _listed(names[:_MOST_ENTRIES])

    def names(self) -> tuple[str, ...]:
        """Return the names of all files that could be meant for the set."""
        return _meant(_walk(Path(self.root)))


def _package(name: str) -> Traversable | None:
    """Return the folder of a package, of which no code is run; None if none is."""
    from importlib.machinery import SourceFileLoader
    from importlib.util import find_spec, module_from_spec

    top, *below = name.split(".")
    try:
        # The finder imports the parents of a dotted name, so it is asked for the top.
        found = find_spec(top) if top and all(below) else None
    except (ImportError, ValueError):
        return None
    if found is None or found.submodule_search_locations is None:
        return None
    if type(found.loader) is SourceFileLoader:  # most are plain folders
        return Path(found.submodule_search_locations[0], *below)
    # Slow to load, so that a process whose sets are in folders does without.
    from importlib.resources import files

    return files(module_from_spec(found)).joinpath(*below)


class PackageSource(NamedTuple):
    """A set in a folder inside an installed Python package."""

    package: str
    folder: str

    @property
    def label(self) -> str:
        """The folder's own name, with _ for what no set is called by."""
        return name_of(self.folder.rpartition("/")[2] or self.package)

    def _root(self) -> Traversable:
        steps = self.folder.split("/") if self.folder else []
        root = None if {"", ".", ".."} & {*steps} else _package(self.package)
        if root is None:
            raise refuse(
                "package",
                "no_package",
                "The package that should hold the set cannot be found.",
                "Install the distribution that ships it.",
            )
        return root.joinpath(*steps)

    def read(self, name: str) -> str | None:
        """Return a file's text."""
        if not known_name(name):
            return None
        file = self._root().joinpath(*name.split("/"))
        try:
            with file.open("rb") as opened:
                data = opened.read(LARGEST_FILE + 1)
        except _NOT_THERE:
            return None
        return decoded(name, data)

    def entries(self, locale: str) -> tuple[str, ...]:
        """Return the file names of one locale."""
        if not _FOLDER.fullmatch(locale):
            return ()
        try:
            names = [item.name for item in self._root().joinpath(locale).iterdir()]
        except _NOT_THERE:
            return ()
        return _listed(names[:_MOST_ENTRIES])

    def names(self) -> tuple[str, ...]:
        """Return the names of all files that could be meant for the set."""
        return _meant(_walk(self._root()))


class MappingSource(NamedTuple):
    """A set held in memory: texts by file name, as a database would hold them."""

    label: str
    files: Mapping[str, str]

    def read(self, name: str) -> str | None:
        """Return a file's text."""
        text = self.files.get(name) if known_name(name) else None
        if text is None:
            return None
        if not isinstance(text, str):
            raise refuse(
                name, "not_text", "The file is no text.", "Store its text as str."
            )
        return decoded(name, text.encode("utf-8", "surrogatepass"))

    def entries(self, locale: str) -> tuple[str, ...]:
        """Return the file names of one locale."""
        start = f"{locale}/"
        names = [name for name in self.files if isinstance(name, str)]
        return _listed([n[len(start) :] for n in names if n.startswith(start)])

    def names(self) -> tuple[str, ...]:
        """Return the names of all texts: whoever stores them meant each of them."""
        return tuple(sorted(name for name in self.files if isinstance(name, str)))


def digest_of(source: Source, locales: tuple[str, ...]) -> str:
    """Return a SHA-256 over the names and texts of every file of a set."""
    names = ["set.toml", "layout.html"]
    # A region's letters come from its language's folder too, listed or not.
    read = dict.fromkeys(t for tag in locales for t in (tag, *parent_locales(tag)))
    names += [f"{tag}/{entry}" for tag in read for entry in source.entries(tag)]
    total = hashlib.sha256()
    for name in names:
        text = source.read(name)
        if text is not None:
            data = text.encode()
            total.update(f"{name}\0{len(data)}\0".encode())
            total.update(data)
    return total.hexdigest()
