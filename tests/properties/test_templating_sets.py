"""What holds for every set: it reads its own files, and costs little."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from followup_kit.errors import FollowupError
from followup_kit.templating import TemplateSet
from tests.templating.sets import NAMES, PHRASES, SCHEMA, VALUES, block


SECRET = "CANARY9Z"
TITLE = 'schema = 1\ntitle = "T"\nlocales = ["en"]\n'
pieces = st.sampled_from(
    (
        "..",
        ".",
        "other",
        "en",
        "secret",
        "secret.txt",
        "letter",
        "/",
        "\\",
        "~",
        "%2e",
        "",
    )
)
paths = st.one_of(st.lists(pieces, max_size=6).map("/".join), st.text(max_size=20))


@given(paths, st.sampled_from(("include", "extends", "import", "block")))
@example("../other/en/secret", "include")
@example("../secret.txt", "include")
@example("other/secret", "include")
def test_i16_a_set_reads_its_own_files_only(path: str, tag: str) -> None:
    """I16: whatever name a letter asks for, no text from elsewhere comes in."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, "secret.txt", block(SECRET))
        write(root, "other/set.toml", TITLE)
        write(root, "other/en/secret.txt", block(SECRET))
        write(root, "other/en/phrases.toml", PHRASES)
        write(root, "mine/set.toml", TITLE)
        write(root, "mine/en/phrases.toml", PHRASES)
        write(root, "mine/en/letter.txt", block(f'Hi.\n\n{{% {tag} "{path}" %}}'))
        TemplateSet.from_folder(root / "other", schema=SCHEMA)
        assert SECRET not in written(root / "mine")


def write(root: Path, name: str, text: str) -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def written(folder: Path) -> str:
    """Return what a letter says, or why it says nothing."""
    try:
        mine = TemplateSet.from_folder(folder, schema=SCHEMA)
        rendered = mine.letter("letter", "en").render(dict(VALUES), name_forms=NAMES)
    except FollowupError as error:
        return str(error)
    return rendered.text + rendered.html + rendered.subject


_COST = """
import time
from tests.templating.test_hostile_corpus import CORPUS, outcome_of
outcome_of(CORPUS[0])
worst = 0.0
for entry in CORPUS:
    begun = time.process_time()
    outcome_of(entry)
    worst = max(worst, time.process_time() - begun)
print(len(CORPUS) >= 80, worst < 1)
"""


def test_i15_a_hostile_template_costs_less_than_a_second() -> None:
    """I15: loading and writing any template of the corpus takes no CPU second."""
    result = subprocess.run(
        [sys.executable, "-c", _COST],
        cwd=Path(__file__).parents[2],
        env=dict(os.environ),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert "True True\n" == result.stdout, result.stderr
