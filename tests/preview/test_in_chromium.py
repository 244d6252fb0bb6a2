"""The preview works from disk in a real browser."""

from __future__ import annotations

import html
import re
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from followup_kit.composer import letter_schema
from followup_kit.preview import preview_page
from followup_kit.templating import TemplateSet
from tests.checking.sets import LETTER, PHRASES


_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(_CHROMIUM is None, reason="there is no Chromium"),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the preview to disk."""
    path = tmp_path_factory.mktemp("preview") / "page.html"
    path.write_text(preview_page("standard"), encoding="utf-8")
    return path


def _chromium(tmp_path: Path, page: Path, fragment: str, *arguments: str) -> str:
    """Open the page from disk, with a network that resolves no name."""
    command = [
        str(_CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={tmp_path / 'profile'}",
        *arguments,
        f"{page.as_uri()}#{fragment}",
    ]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=120, check=True
    )
    return done.stdout


def _text_of(dom: str, element: str) -> str:
    found = re.search(rf'id="{element}"[^>]*>([^<]*)<', dom)
    assert found is not None
    return html.unescape(found[1])


def test_it_opens_on_the_letter_that_the_address_names(
    tmp_path: Path, page: Path
) -> None:
    """The script runs from disk, under its policy, and shows the letter asked for."""
    fragment = "kind=rejected&locale=de&formality=informal&sample=few+facts&width=360"
    dom = _chromium(tmp_path, page, fragment, "--dump-dom")

    assert 'data-ready="true"' in dom
    assert _text_of(dom, "text").startswith("Hallo Marta Kowalska,")
    assert "width: 360px" in dom
    assert 'download="rejected-de-informal-few-facts.eml"' in dom


def test_dark_and_light_change_the_letter(tmp_path: Path, page: Path) -> None:
    """The switch decides which of the letter's own colours are used."""
    dark = _chromium(tmp_path, page, "scheme=dark", "--dump-dom")
    light = _chromium(tmp_path, page, "scheme=light", "--dump-dom")

    assert "@media all" in dark
    assert "@media not all" in light


def test_a_right_to_left_letter_is_shown_as_one(tmp_path: Path, page: Path) -> None:
    """Subject and text of an Arabic letter run from right to left."""
    dom = _chromium(tmp_path, page, "locale=ar&view=text", "--dump-dom")

    assert re.search(r'<p id="subject"[^>]*dir="rtl"', dom)
    assert re.search(r'<iframe id="html"[^>]*hidden=""', dom)


def test_the_switches_work(tmp_path: Path, page: Path) -> None:
    """A click on each switch shows another letter; a form that is missing is disabled."""
    clicks = """
    const click = (name, value) =>
      document.querySelector(`input[name=${name}][value="${value}"]`).click();
    click("kind", "on_hold"); click("locale", "ja"); click("view", "text");
    click("width", "360"); click("scheme", "dark"); click("sample", "few facts");
    """
    clicked = page.with_name("clicked.html")
    text = page.read_text("utf-8")
    without_policy = re.sub(
        r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text
    )
    clicked.write_text(
        without_policy.replace("</body>", f"<script>{clicks}</script></body>"),
        encoding="utf-8",
    )
    dom = _chromium(tmp_path, clicked, "", "--dump-dom")

    assert "様" in _text_of(dom, "text")
    assert re.search(
        r'<input type="radio" name="formality" value="informal" disabled', dom
    )
    assert 'download="on_hold-ja-formal-few-facts.eml"' in dom


def test_a_short_letter_is_a_part_of_its_own(tmp_path: Path) -> None:
    """Where a set has one, the switch shows it, and is disabled elsewhere."""
    files = {
        "set.toml": 'schema = 1\ntitle = "S"\nlocales = ["en"]\n',
        "en/phrases.toml": PHRASES,
        "en/still_considered.txt": LETTER,
        "en/on_hold.txt": LETTER[: LETTER.index("You are")] + "Soon.\n{% endblock %}\n",
        "en/still_considered.short.txt": (
            "{% block news %}\nNews about {{ role }}.\n{% endblock %}\n"
        ),
    }
    made = TemplateSet.from_mapping("s", files, schema=letter_schema())
    page = tmp_path / "short.html"
    page.write_text(preview_page(made), encoding="utf-8")
    asked = "kind=still_considered&locale=en&view=short"
    dom = _chromium(tmp_path, page, asked, "--dump-dom")
    other = _chromium(tmp_path, page, "kind=on_hold&locale=en", "--dump-dom")

    assert "News about Platform Engineer." == _text_of(dom, "text")
    assert re.search(r'<input type="radio" name="view" value="short" disabled', other)


def test_it_asks_the_network_for_nothing(tmp_path: Path, page: Path) -> None:
    """Showing letters with links and pictures makes no request to any host."""
    log = tmp_path / "net.json"
    _chromium(
        tmp_path,
        page,
        "kind=next_round&locale=de",
        "--dump-dom",
        f"--log-net-log={log}",
    )

    assert [] == re.findall(
        r'"url":"(https?://[^"]*example[^"]*)"', log.read_text("utf-8")
    )


def _brightness(png: bytes) -> list[bytes]:
    """Return the green of each pixel of a screenshot, row by row (PNG, ISO 15948)."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (8, True) == (depth, colour in {2, 6})
    size = 3 if colour == 2 else 4
    packed, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            packed += png[place + 8 : place + 8 + length]
        place += length + 12
    data, rows, above = zlib.decompress(packed), [], bytes(width * size)
    for number in range(height):
        start = number * (width * size + 1)
        line = data[start + 1 : start + 1 + width * size]
        above = _unfiltered(data[start], line, above, size)
        rows.append(above[1::size])
    return rows


def _unfiltered(kind: int, line: bytes, above: bytes, size: int) -> bytes:
    if kind == 0:
        return line
    row = bytearray(line)
    for i, value in enumerate(line):
        left = row[i - size] if i >= size else 0
        corner = above[i - size] if i >= size else 0
        up = above[i]
        near = left + up - corner
        paeth = min((left, up, corner), key=lambda x: abs(near - x))
        row[i] = (value + (0, left, up, (left + up) // 2, paeth)[kind]) & 255
    return bytes(row)


@pytest.mark.parametrize(
    ("scheme", "most_are"), (("light", range(240, 256)), ("dark", range(60)))
)
def test_the_letter_is_painted(
    tmp_path: Path, page: Path, scheme: str, most_are: range
) -> None:
    """In a screenshot the letter has text on a background of the scheme asked for."""
    shot = tmp_path / "shot.png"
    _chromium(
        tmp_path,
        page,
        f"kind=rejected&locale=de&scheme={scheme}",
        f"--screenshot={shot}",
        "--window-size=1280,1000",
        # Without it the picture may be taken before the frame has painted.
        "--virtual-time-budget=5000",
    )
    # The middle of the letter, whatever the fonts: the stage is centred there.
    pixels = [
        p for row in _brightness(shot.read_bytes())[350:900] for p in row[560:960]
    ]

    assert sum(p in most_are for p in pixels) > len(pixels) * 0.7
    assert sum(p not in most_are for p in pixels) > len(pixels) * 0.01
