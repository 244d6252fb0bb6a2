"""A set of a third party is built, installed beside the library, and used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from zipfile import ZipFile

import pytest


_ROOT = Path(__file__).resolve().parent.parent
_SET = _ROOT / "tests" / "third_party_set"

pytestmark = pytest.mark.slow


def _run(*command: str | Path, cwd: Path) -> str:
    """Run a command where nothing of this environment can be found."""
    clean = {
        key: value
        for key, value in os.environ.items()
        if key not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    }
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean | {"PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


def _build(project: Path, wheels: Path) -> None:
    """Build a wheel with the build back end of this environment."""
    options = ("-q", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels)
    _run(sys.executable, "-m", "pip", "wheel", *options, project, cwd=wheels)


def _pack_installed(wheels: Path) -> bool:
    """Pack the library as it is installed here; tell whether it is."""
    try:
        library = distribution("followup-kit")
    except PackageNotFoundError:
        return False
    written = {"INSTALLER", "REQUESTED", "direct_url.json"}
    files = [
        file
        for file in library.files or ()
        if file.suffix != ".pyc" and file.name not in written
    ]
    if "followup_kit/__init__.py" not in {file.as_posix() for file in files}:
        return False  # it is installed in editable mode
    name = f"followup_kit-{library.version}-py3-none-any.whl"
    with ZipFile(wheels / name, "w") as wheel:
        for file in files:
            wheel.write(str(file.locate()), file.as_posix())
    return True


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the library and the set into a new environment, each as a wheel."""
    folder = tmp_path_factory.mktemp("third_party")
    wheels = folder / "wheels"
    wheels.mkdir()
    _build(_SET, wheels)
    if not _pack_installed(wheels):
        _build(_ROOT, wheels)
    venv.create(folder / "venv", with_pip=True, symlinks=os.name != "nt")
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    _run(python, "-m", "pip", "install", "-q", *wheels.glob("*.whl"), cwd=folder)
    return python


def test_it_is_found_by_its_name(python: Path, tmp_path: Path) -> None:
    """The set is listed once its distribution is installed."""
    code = (
        "from followup_kit.templating import available_template_sets as sets;"
        "print(*sets())"
    )

    assert "harbour standard" == _run(python, "-c", code, cwd=tmp_path).strip()


def test_it_passes_the_check(python: Path, tmp_path: Path) -> None:
    """The installed set has no error and no warning."""
    report = _run(
        python, "-m", "followup_kit", "check", "harbour", "--json", cwd=tmp_path
    )

    assert [] == json.loads(report)["problems"]


def test_it_replaces_one_block_in_one_locale(python: Path, tmp_path: Path) -> None:
    """The German letter has the new paragraph from its file, and nothing else changed."""
    code = """
import json, pathlib, sys
from followup_kit import compose_followup
from followup_kit.models import load_facts
facts = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))
interview, outcome = load_facts(facts["interview"], facts["outcome"])
found = {}
for locale in ("de", "en"):
    for formality in ("formal", "informal"):
        own, plain = (
            compose_followup(interview, outcome, locale=locale, formality=formality,
                             template_set=name).explain()
            for name in ("harbour", "standard")
        )
        old = {part.text for part in plain}
        found[f"{locale} {formality}"] = [
            [part.template_set, part.file, part.block, part.text]
            for part in own if part.text not in old
        ] + [len(own) - len(plain)]
print(json.dumps(found))
"""
    facts = _ROOT / "examples" / "rejected.json"
    found = json.loads(_run(python, "-c", code, facts, cwd=tmp_path))
    closed = ["harbour", "de/rejected.txt", "closed"]
    informal = ["harbour", "de/rejected.informal.txt", "closed"]

    assert {
        "de formal": [
            [*closed, "Wenn Sie in der Nähe sind, zeigen wir Ihnen gern den Hafen."],
            1,
        ],
        "de informal": [
            [*informal, "Wenn du in der Nähe bist, zeigen wir dir gern den Hafen."],
            1,
        ],
        "en formal": [0],
        "en informal": [0],
    } == found


def test_the_command_line_uses_it(python: Path, tmp_path: Path) -> None:
    """A set is chosen by name on the command line."""
    facts = _ROOT / "examples" / "rejected.json"
    command = ("-m", "followup_kit", "compose", facts, "--locale", "de")
    letter = _run(python, *command, "--template-set", "harbour", cwd=tmp_path)

    assert "den Hafen." in letter


def test_it_can_be_looked_at(python: Path, tmp_path: Path) -> None:
    """The installed library writes the preview of the installed set."""
    page = tmp_path / "page.html"
    _run(python, "-m", "followup_kit", "preview", "harbour", page, cwd=tmp_path)

    assert "Letters of Harbour Logistics" in page.read_text("utf-8")
