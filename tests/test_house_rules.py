"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

import followup_kit


if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from tests.conftest import Documents

_ROOT = Path(__file__).resolve().parent.parent
_PACKAGE = Path(followup_kit.__path__[0])

_MAX_FUNCTION = 40
_MAX_MODULE = 400

# What people read or run. Corpora hold text from elsewhere, however it looks.
_PUBLISHED = (".ci", "benchmarks", "docs", "examples", "src", "tests", "tools")
_SUFFIXES = {"", ".json", ".md", ".py", ".toml", ".txt", ".yaml", ".yml"}
_NOT_OURS = {"corpora", "__pycache__", "_build"}
_MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:work|farm|tmp|root|home/\w+)/")
_REGISTRY_HOST = re.compile(
    r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|deb[.]debian", re.IGNORECASE
)


def _trees(folder: Path, pattern: str = "*.py") -> Iterator[tuple[str, ast.Module]]:
    """Yield each module below a folder with its path."""
    for path in sorted(folder.rglob(pattern)):
        name = str(path.relative_to(folder.parent))
        yield name, ast.parse(path.read_text(encoding="utf-8"), filename=name)


def _functions(
    tree: ast.Module,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has, its docstring aside."""
    docstring = ast.get_docstring(function, clean=False) or ""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    return lines - len(docstring.splitlines())


def _is_one_sentence(docstring: str | None) -> bool:
    """Tell whether a docstring is one sentence that ends with a full stop."""
    text = " ".join((docstring or "").split())
    return text.endswith(".") and not re.search(r"[.!?] [A-Z]", text)


def _published_files() -> Iterator[Path]:
    """Yield every text file of the repository that people read or run."""
    yield from (path for path in _ROOT.iterdir() if path.suffix in {".md", ".toml"})
    for folder in _PUBLISHED:
        for path in sorted((_ROOT / folder).rglob("*")):
            ours = not _NOT_OURS.intersection(path.relative_to(_ROOT).parts)
            if ours and path.is_file() and path.suffix in _SUFFIXES:
                yield path


def _public_modules() -> Iterator[str]:
    """Yield the package and each public room of it."""
    yield "followup_kit"
    for path in sorted(_PACKAGE.iterdir()):
        is_module = path.suffix == ".py" or (path / "__init__.py").is_file()
        if is_module and not path.name.startswith("_"):
            yield f"followup_kit.{path.stem}"


def _export_order(name: str) -> tuple[bool, bool, str]:
    """Order constants before classes before functions, as Ruff does."""
    return not name.isupper(), not name[0].isupper(), name


def test_each_test_says_what_it_proves() -> None:
    """Each test has a docstring of one sentence."""
    silent = [
        f"{path}:{function.lineno} {function.name}"
        for path, tree in _trees(_ROOT / "tests", "test_*.py")
        for function in _functions(tree)
        if function.name.startswith("test_")
        and not _is_one_sentence(ast.get_docstring(function))
    ]

    assert [] == silent


def test_functions_fit_a_screen() -> None:
    """No function of the package is longer than forty lines."""
    long = [
        f"{path}:{function.lineno} {function.name} {_code_lines(function)}"
        for path, tree in _trees(_PACKAGE)
        for function in _functions(tree)
        if _code_lines(function) > _MAX_FUNCTION
    ]

    assert [] == long


def test_modules_own_one_thing() -> None:
    """No module of the package is longer than four hundred lines."""
    lengths = {
        str(path.relative_to(_PACKAGE)): path.read_text(encoding="utf-8").count("\n")
        for path in _PACKAGE.rglob("*.py")
    }

    assert {} == {path: n for path, n in lengths.items() if n > _MAX_MODULE}


def test_public_modules_list_their_names() -> None:
    """Each public module has a sorted literal `__all__` of names that exist."""
    for name in _public_modules():
        module = importlib.import_module(name)
        listed = _literal_all(Path(cast("str", module.__file__)))

        assert sorted(set(listed), key=_export_order) == listed, name
        assert [] == [export for export in listed if not hasattr(module, export)], name


def _literal_all(path: Path) -> list[str]:
    """Return `__all__` as it is written down, or fail."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    message = f"{path.relative_to(_PACKAGE.parent)} has no __all__"
    raise AssertionError(message)


def test_nothing_names_one_machine() -> None:
    """No file names a path of one machine or the host of a package registry."""
    found = [
        f"{path.relative_to(_ROOT)}: {match.group()}"
        for path in _published_files()
        for pattern in (_MACHINE_PATH, _REGISTRY_HOST)
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]

    assert [] == found


def test_licences_of_data_are_declared() -> None:
    """Each licence that lies beside a data file is declared in pyproject.toml."""
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = project["project"]["license-files"]
    beside = [
        PurePosixPath("src/followup_kit", path.relative_to(_PACKAGE).as_posix())
        for pattern in ("LICENSE*", "NOTICE*")
        for path in _PACKAGE.rglob(pattern)
    ]

    assert [] == [path for path in beside if not any(map(path.match, declared))]


def test_the_pages_are_run(request: pytest.FixtureRequest) -> None:
    """The README and at least one page of the docs have blocks that are run."""
    plugin = cast("Documents", request.config.pluginmanager.get_plugin("documents"))
    counts = {page.name: plugin.blocks(page) for page in plugin.pages}

    assert counts.pop("README.md") > 0
    assert sum(counts.values()) > 0


def test_the_readme_and_the_guide_give_the_same_commands() -> None:
    """Both commands of the README stand word for word in CONTRIBUTING.md."""
    readme, guide = (
        (_ROOT / name).read_text(encoding="utf-8").splitlines()
        for name in ("README.md", "CONTRIBUTING.md")
    )
    commands = [line for line in readme if line.startswith("python3 -m venv")]

    assert 2 == len(commands)
    assert [] == [command for command in commands if command not in guide]
