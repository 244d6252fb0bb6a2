"""The layout holds a small, safe part of HTML and shows a letter everywhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from followup_kit.errors import RenderError, TemplateSetError
from followup_kit.templating import Letter, TemplateSet
from tests.templating.sets import NAMES, SUBJECT, VALUES, block, opened


STANDARD = files("followup_kit").joinpath("sets/standard")
LAYOUT = STANDARD.joinpath("layout.html").read_text(encoding="utf-8")
OPTIONS = STANDARD.joinpath("set.toml").read_text(encoding="utf-8")
PLAIN = """\
<!doctype html>
<html lang="{{ lang }}" dir="{{ dir }}">
<head><title>{{ subject }}</title></head>
<body>
%s
{{ body }}
</body>
</html>
"""


def letter_with(layout: str, *, locale: str = "en", body: str = "Hello.") -> Letter:
    """Return a letter in a set of this layout, with the standard options."""
    manifest = re.sub(r"locales = .*", f'locales = ["{locale}"]', OPTIONS)
    given = {
        "set.toml": manifest,
        "layout.html": layout,
        f"{locale}/phrases.toml": (
            'formalities = ["formal"]\n[[greeting.formal]]\ntext = "Dear {full},"\n'
            '[closing]\nformal = "Regards,"\n'
        ),
        f"{locale}/letter.txt": block(body).replace(
            SUBJECT,
            SUBJECT + "{% block preheader %}A decision & < more{% endblock %}\n",
        ),
    }
    return opened(given).letter("letter", locale)


def page_of(layout: str, options: dict[str, str] | None = None, **more: str) -> str:
    """Return the document of a letter in this layout."""
    letter = letter_with(layout, **more)
    return letter.render(VALUES, name_forms=NAMES, options=options).html


def codes_of(markup: str) -> set[str]:
    """Return the codes of the faults that this markup is refused for."""
    with pytest.raises(TemplateSetError) as caught:
        letter_with(PLAIN % markup if "<html" not in markup else markup)
    return set(caught.value.codes)


class Nesting(HTMLParser):
    """Reads HTML and fails where elements are not nested."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element."""
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "img", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.open.pop() == tag


ALL = {
    "accent_color": "#0a7",
    "logo_url": "https://acme.example/logo.png",
    "logo_alt": "Acme & Sons",
    "footer_text": "Acme Ltd\nLondon",
}


@pytest.mark.parametrize("options", ({}, ALL))
def test_the_standard_layout_is_well_formed(options: dict[str, str]) -> None:
    """Every element of the document is closed in order."""
    reader = Nesting()
    reader.feed(page_of(LAYOUT, options))
    assert reader.open == []


def test_the_standard_layout_is_small() -> None:
    """Without the words of the letter it stays below 8 KB."""
    assert len(page_of(LAYOUT, ALL).encode()) < 8_000


@pytest.mark.parametrize(("locale", "direction"), (("en", "ltr"), ("ar", "rtl")))
def test_language_and_direction_are_set(locale: str, direction: str) -> None:
    """The document says its language and direction."""
    page = page_of(LAYOUT, locale=locale)
    assert f'<html lang="{locale}" dir="{direction}">' in page


def test_options_are_printed_escaped() -> None:
    """Options show where they are given, and are text there."""
    page = page_of(LAYOUT, ALL)
    assert 'src="https://acme.example/logo.png" alt="Acme &amp; Sons"' in page
    assert "Acme Ltd<br>London</td>" in page
    assert "4px solid #0a7" in page


def test_absent_options_leave_nothing_behind() -> None:
    """Without logo and footer there is neither image nor empty row."""
    page = page_of(LAYOUT)
    assert ("<img" in page, 'class="foot"' in page) == (False, False)


def test_subject_and_preheader_are_escaped() -> None:
    """Both are text in the document, the preheader hidden."""
    page = page_of(LAYOUT)
    assert "<title>About Engineer</title>" in page
    assert ">A decision &amp; &lt; more</div>" in page


@pytest.mark.parametrize(
    ("accent", "text"),
    (
        ("#000", "#ffffff"),
        ("#ffffff", "#111111"),
        ("#1f4fbf", "#ffffff"),
        ("#ffd400", "#111111"),
    ),
)
def test_the_button_is_readable_on_any_accent(accent: str, text: str) -> None:
    """Its words are white or nearly black, whichever has more contrast."""
    body = "[[Choose]]({{ portal }})"
    page = page_of(LAYOUT, {"accent_color": accent}, body=body)
    assert f"background-color:{accent};color:{text};" in page


@pytest.mark.parametrize(
    "options",
    (
        {"accent_color": "red"},
        {"accent_color": "#12345"},
        {"accent_color": ""},
        {"accent_color": "#fff;background:url(x)"},
        {"logo_url": "http://acme.example/a.png"},
        {"logo_url": 'https://a/"onload="x'},
        {"logo_alt": "a\x00b"},
        {"nothing": "x"},
        {"footer_text": 1},
    ),
)
def test_an_option_of_the_wrong_type_is_refused(options: dict[str, str]) -> None:
    """Options are checked by their declared type."""
    with pytest.raises(RenderError) as caught:
        page_of(LAYOUT, options)
    assert caught.value.codes == ("bad_option",)


@pytest.mark.parametrize(
    ("markup", "code"),
    (
        ("<script>x</script>", "element"),
        ("<iframe></iframe>", "element"),
        ("<form></form>", "element"),
        ("<svg></svg>", "element"),
        ('<p onclick="x"></p>', "attribute"),
        ("<p style='x'></p>", "bad_html"),
        ("<p class=x></p>", "bad_html"),
        ("<p", "bad_html"),
        ("<p>", "bad_html"),
        ("</p>", "bad_html"),
        ("<b><i></b></i>", "bad_html"),
        ("<!-- x -->", "bad_html"),
        ("<![CDATA[x]]>", "bad_html"),
        ("<?php ?>", "bad_html"),
        ('<a href="javascript:x">x</a>', "bad_link"),
        ('<a href="//acme.example">x</a>', "bad_link"),
        ('<a href="{{ subject }}">x</a>', "value_place"),
        ('<a href="https://a.example/{{ logo_url }}">x</a>', "value_place"),
        ('<img src="http://a.example/x.png">', "bad_link"),
        ('<img src="data:image/png;base64,x">', "bad_link"),
        ('<img src="{{ portal }}">', "value_place"),
        ('<p style="background:url(x)"></p>', "unsafe_css"),
        ('<p style="width:expression(x)"></p>', "unsafe_css"),
        ('<p style="color:{{ subject }}"></p>', "value_place"),
        ('<p class="{{ subject }}"></p>', "value_place"),
        ('<p dir="{{ lang }}"></p>', "value_place"),
        ("<style>@import 'x';</style>", "unsafe_css"),
        ("<style>a{content:'x'}</style>", "unsafe_css"),
        ("<style>{{ company }}</style>", "value_place"),
        ("<style>{% if logo_url %}a{}{% endif %}</style>", "bad_html"),
        ('<meta name="refresh" content="x">', "attribute"),
        ('<meta http-equiv="refresh" content="x">', "attribute"),
        ("<table>text</table>", "bad_html"),
        ("{% if logo_url %}<b>{% endif %}</b>", "bad_html"),
        ("{% if logo_url %}<b>{% else %}</b>{% endif %}", "bad_html"),
        ("{% if logo_url %}", "straddling"),
        ("{% endif %}", "straddling"),
        ("{% block x %}", "unknown_tag"),
        ("{{ nothing }}", "unknown_field"),
        ("{{ team }}", "unguarded"),
        ("{{ notes }}", "value_place"),
        ("{{ reason }}", "value_place"),
        ("{{ body }}", "no_body"),
        ("<p>{{ body }}</p>", "value_place"),
        ("{{ company.upper() }}", "not_allowed"),
        ("{% for r in role %}x{% endfor %}", "not_a_list"),
        ("<div>" * 40 + "</div>" * 40, "too_deep"),
        (
            '<!doctype html>\n<html lang="en" dir="{{ dir }}">\n<body>{{ body }}</body></html>',
            "no_language",
        ),
        (
            '<html lang="{{ lang }}" dir="{{ dir }}"><body>{{ body }}</body></html>',
            "no_doctype",
        ),
    ),
)
def test_what_a_layout_may_not_hold_is_a_fault(markup: str, code: str) -> None:
    """Elements, attributes, styles and places of values are allow-listed."""
    assert code in codes_of(markup)


@pytest.mark.parametrize(
    "markup",
    (
        "{% if team %}<p>{{ team }}</p>{% endif %}",
        "{% if logo_url and logo_alt %}<b>x</b>{% elif team %}y{% else %}z{% endif %}",
        '<a href="{{ portal }}">{{ company }}</a>',
        '<a href="https://acme.example/x">x</a>',
        '<p style="color:{{ accent_color }};background:{{ accent_text }}">x</p>',
        "<style>a{color:red}@media print{a{color:blue}}</style>",
        '{% for q in questions %}{% if q.link %}<a href="{{ q.link }}">x</a>{% endif %}{% endfor %}',
        "{# a note #}<br>",
        '<p aria-label="{{ subject }} {{ company }}">x</p>',
        '<table bgcolor="{{ accent_color }}"></table>',
        "{% if role %}<p>{% if team %}x{% endif %}</p>{% endif %}",
        "{% if role %}<p>x</p>{% else %}<p>{% if team %}x{% else %}y{% endif %}</p>{% endif %}",
        "{% if role %}" * 12 + "x" + "{% endif %}" * 12,
        "{% if team %}{% if not phone %}x{% elif role %}{{ phone }} {{ team }}{% else %}{{ phone }} {{ team }}{% endif %}{% endif %}",
    ),
)
def test_a_sound_layout_loads(markup: str) -> None:
    """What is allow-listed is no fault."""
    assert "Hello." in page_of(PLAIN % markup)


def test_a_fault_of_the_layout_tells_its_line() -> None:
    """Problems of the layout have its file and line."""
    with pytest.raises(TemplateSetError) as caught:
        letter_with(PLAIN % "<b>\n<x>\n</b>")
    assert caught.value.paths == ("layout.html:6",)


def test_a_layout_is_inherited() -> None:
    """A set without a layout has that of the set it extends."""
    base = opened({"layout.html": PLAIN % "<i>base</i>"}, name="base")
    manifest = 'schema = 1\ntitle = "C"\nlocales = ["en"]\nextends = "base"\n'
    child = TemplateSet.from_mapping(
        "child",
        {"set.toml": manifest, "en/letter.txt": block("A.")},
        schema=base.schema,
        base=base,
    )
    done = child.letter("letter", "en").render(VALUES, name_forms=NAMES)
    assert "<i>base</i>" in done.html


def _layout_codes(inside: str, around: str = "{{ body }}") -> set[str]:
    page = (
        '<!doctype html>\n<html lang="{{ lang }}" dir="{{ dir }}">\n<body>\n'
        f"{inside}\n{around}\n</body>\n</html>\n"
    )
    try:
        opened({"layout.html": page, "en/letter.txt": block("A.")}).letter(
            "letter", "en"
        )
    except TemplateSetError as error:
        return set(error.codes)
    return set()


@pytest.mark.parametrize(
    "around",
    (
        "{% if team %}{{ body }}{% endif %}",
        "{% if team %}<p>A</p>{% else %}{{ body }}{% endif %}",
        "{% for p in people %}{{ body }}{% endfor %}",
        "{% if role %}{% if role %}{{ body }}{% endif %}{% endif %}",
    ),
)
def test_the_body_stands_in_no_branch(around: str) -> None:
    """A layout that could print no letter, or several, is refused."""
    assert {"body_in_branch"} == _layout_codes("", around)


@pytest.mark.parametrize(
    "inside",
    (
        "&#8238;gnp.exe",
        "&#x202E;x",
        "&rlm;x",
        '<p title="x">&#x3c;script&#x3e;</p>',
        '<img alt="&#8238;x" src="https://acme.example/x.png">',
        '<p class="&#8238;">x</p>',
    ),
)
def test_characters_are_written_as_themselves(inside: str) -> None:
    """An entity cannot bring in what is forbidden as a character."""
    assert "entity" in _layout_codes(inside)


def test_entities_that_markup_needs_are_kept() -> None:
    """The five that stand for markup, and a few signs."""
    assert set() == _layout_codes("&amp; &lt; &gt; &quot; &nbsp; &copy; Q&amp;A")


@pytest.mark.parametrize(
    "link",
    (
        '<a href="https://user@evil.example/">x</a>',
        '<a href="https://good.example&#64;evil.example/">x</a>',
        '<a href="https://127.0.0.1/">x</a>',
        '<a href="https://localhost/">x</a>',
        '<a href="mailto:a@b.example?bcc=c@d.example">x</a>',
        '<img src="mailto:a@b.example" alt="x">',
    ),
)
def test_addresses_of_a_layout_are_safe_links(link: str) -> None:
    """The rule is the one that facts are held to."""
    assert "bad_link" in _layout_codes(link)


@pytest.mark.parametrize(
    "link",
    (
        '<a href="https://evil.example/">https://bank.example</a>',
        '<a href="https://evil.example/"><b>www.bank</b>.example</a>',
        '<a href="{{ portal }}">bank.example</a>',
        '<a href="https://evil.example/"><img alt="bank.example"></a>',
    ),
)
def test_a_label_of_a_layout_names_no_other_address(link: str) -> None:
    """A link says where it leads."""
    assert {"misleading_link"} == _layout_codes(link)


def test_a_link_stands_in_no_link() -> None:
    """The label of one link is not the other's."""
    inside = '<a href="https://evil.example/">x<a href="https://b.example/">y</a></a>'
    assert "bad_html" in _layout_codes(inside)


def test_a_page_is_utf_8() -> None:
    """No other encoding can be claimed."""
    head = '<head>\n<meta charset="utf-7">\n</head>'
    page = (
        f'<!doctype html>\n<html lang="{{{{ lang }}}}" dir="{{{{ dir }}}}">\n{head}\n'
        "<body>{{ body }}</body>\n</html>\n"
    )
    with pytest.raises(TemplateSetError) as caught:
        opened({"layout.html": page, "en/letter.txt": block("A.")}).letter(
            "letter", "en"
        )
    assert ("attribute",) == caught.value.codes


def test_an_attribute_stands_once() -> None:
    """Which of two would count is not for a reader to guess."""
    assert "attribute" in _layout_codes('<p class="a" CLASS="b">x</p>')


def test_deep_tags_are_refused() -> None:
    """A layout nests a few tags, not hundreds."""
    inside = "{% if role %}" * 300 + "x" + "{% endif %}" * 300
    assert "too_deep" in _layout_codes(inside)


@pytest.mark.parametrize(
    "inside",
    (
        "\ue0009\ue001",
        '<p class="\ue000999\ue001">x</p>',
        '<a href="\ue0007\ue001">x</a>',
        "\ue000\u0663\ue001",
        "\ue002-\ue002+",
    ),
)
def test_marks_of_the_reader_are_no_text(inside: str) -> None:
    """Characters that the checker uses itself are refused, and not read."""
    assert "forbidden_character" in _layout_codes(inside)


@pytest.mark.parametrize(
    "inside",
    (
        "{% for p in people %}<p>{{ p }}</p>{% endif %}",
        "{% if role %}{% for p in people %}<p>{{ p }}</p>{% endif %}{% endif %}",
        "{% if role %}{% for p in people %}<p>{{ p }}</p>{% else %}{% endif %}",
    ),
)
def test_a_loop_ends_with_its_own_tag(inside: str) -> None:
    """Another closing tag is a fault and never taken for it."""
    assert "straddling" in _layout_codes(inside)
