"""A layout's style loads nothing, whatever way of writing it is tried."""

from __future__ import annotations

import pytest

from followup_kit.errors import TemplateSetError
from tests.templating.sets import block, opened


_PAGE = """\
<!doctype html>
<html lang="{{ lang }}" dir="{{ dir }}">
<head>
<style>%s</style>
</head>
<body>
<div style="%s">
{{ body }}
</div>
</body>
</html>
"""
_ATTACKS = (
    "background: url(https://t.example/x.png)",
    "background: URL (https://t.example/x.png)",
    "background: image-set('https://t.example/x.png' 1x)",
    "background: -webkit-image-set(url(//t.example/x) 1x)",
    "background: cross-fade(url(x), url(y))",
    "src: src('https://t.example/x')",
    "cursor: url(https://t.example/c.cur), auto",
    "cursor: image-set('c.cur' 1x), auto",
    r"background: u\\72l(https://t.example/x)",
    r"background: \\75rl(//t.example/x)",
    "background: &#117;rl(//t.example/x)",
    "background: u&#114;l('x')",
    "list-style-image: element(#x)",
    "width: expression(alert(1))",
    "behavior: 'x.htc'",
    "-moz-binding: 'https://t.example/x'",
    "filter: progid:DXImageTransform.Microsoft.AlphaImageLoader(src='x')",
    "content: 'Approved'",
    "background: var(--x)",
    "background: attr(data-x)",
    "background: paint(x)",
    "font: 12px/1 'https://t.example/x'",
    "background: '//t.example/x'",
    "background: https://t.example/x",
    "color: red /* comment */",
    "color: re\u0000d",
    "font-family: 'open",
    "background: ＵＲＬ(//t.example)",
)
_RULES = (
    "@import 'https://t.example/x.css';",
    "@import url(x);",
    "@IMPORT 'x';",
    r"@\\69mport 'x';",
    "@font-face { font-family: x; src: local(x) }",
    "@namespace x 'y';",
    "@charset 'utf-7';",
    "@layer x;",
    "@property --x { syntax: '*' }",
    "@ media print { p { color: red } }",
)


def _codes(rules: str, style: str) -> set[str]:
    try:
        opened(
            {"layout.html": _PAGE % (rules, style), "en/letter.txt": block("A.")}
        ).letter("letter", "en")
    except TemplateSetError as error:
        return set(error.codes)
    return set()


@pytest.mark.parametrize("declaration", _ATTACKS)
def test_an_element_s_style_loads_nothing(declaration: str) -> None:
    """Functions, strings, entities and escapes that could load are refused."""
    assert _codes("", declaration) & {"unsafe_css", "forbidden_character"}


@pytest.mark.parametrize("declaration", _ATTACKS)
def test_a_style_sheet_s_rule_loads_nothing(declaration: str) -> None:
    """The same holds inside a rule of the sheet."""
    found = _codes(f"p {{ {declaration} }}", "color: red")
    assert found & {"unsafe_css", "forbidden_character"}


@pytest.mark.parametrize("rule", _RULES)
def test_a_style_sheet_has_two_at_rules(rule: str) -> None:
    """Only @media and @supports are read."""
    assert {"unsafe_css"} == _codes(rule, "color: red")


@pytest.mark.parametrize(
    ("rules", "style"),
    (
        ("@media (prefers-color-scheme: dark) { .a { color: #eee !important } }", ""),
        ("@media screen and (max-width:480px){.b{padding:0 4px}}", "color:RGB(1,2,3)"),
        ('a:not(.x), li:nth-child(2n+1) > p, [class$="x"] { margin: 0 -4px }', ""),
        ("", "font: 16px/1.5 system-ui, 'Segoe UI', sans-serif"),
        ("", "width: calc(100% - (2 * 12px)); background: linear-gradient(#fff, red)"),
        (
            "",
            "background-color:transparent; transform: scale(0.9) translate(-50%, -2px)",
        ),
        (".block--wide:hover::before { color: hsl(120deg 50% 50%) }", "color: #fff"),
    ),
)
def test_plain_style_is_welcome(rules: str, style: str) -> None:
    """What mail needs passes."""
    assert set() == _codes(rules, style)


@pytest.mark.parametrize(
    "style",
    (
        "display:none",
        "VISIBILITY : hidden",
        "font-size:0",
        "opacity: 0.0",
        "max-height:0px;overflow:hidden",
        "position:absolute;left:-9999px",
        "transform:scale(0)",
        "transform: scale( 0.0 , 1)",
        "transform:translate(0, -9999px)",
        "background:#fff;color : transparent",
    ),
)
def test_a_letter_is_not_hidden(style: str) -> None:
    """HTML shows what plain text says."""
    assert {"hidden_body"} == _codes("", style)


@pytest.mark.parametrize(
    "rule",
    (
        "p { display: none }",
        "li,\n.x { display: none !important }",
        "@media screen { .card p { visibility: hidden } }",
        "BODY { opacity: 0 }",
        "div { height: 0; overflow: hidden }",
        ".inner { display: none }",
        "div.inner:not(.x) { font-size: 0px }",
        "* { display: none }",
        "[style] { display: none }",
        ".button { display: none }",
    ),
)
def test_a_rule_does_not_hide_the_letter(rule: str) -> None:
    """What stands around the letter, or in it, is hidden by no rule of the sheet."""
    page = _PAGE.replace("<div style", '<div class="outer inner" style')
    files = {"layout.html": page % (rule, "color:red"), "en/letter.txt": block("A.")}
    with pytest.raises(TemplateSetError) as caught:
        opened(files).letter("letter", "en")
    assert ("hidden_body",) == caught.value.codes


@pytest.mark.parametrize(
    "rule",
    (
        ".preheader { display: none }",
        "h1 { display: none }",
        ".card .hint { display: none }",
        "p { width: 0.5em; height: 100% }",
    ),
)
def test_a_rule_may_hide_something_else(rule: str) -> None:
    """A preheader and the like are hidden in most letters."""
    assert set() == _codes(rule, "color:red")
