"""Writing is bounded in steps, lists and output, whatever is handed in."""

from __future__ import annotations

import pytest

from followup_kit.errors import RenderError, TemplateSetError
from tests.templating.sets import opened, text_of


def code_of(body: str, values: dict[str, object]) -> str:
    """Return the code of the error that writing raises."""
    with pytest.raises(RenderError) as caught:
        text_of(body, values)
    return caught.value.codes[0]


def test_a_value_is_bounded() -> None:
    """A value of more than 20,000 characters is refused."""
    assert code_of("{{ reason }}", {"reason": "x" * 20_001}) == "value_too_long"


def test_a_list_is_bounded() -> None:
    """A list of more than 200 items is refused."""
    assert code_of("- {{ notes }}", {"notes": ("x",) * 201}) == "list_too_long"


def test_a_list_is_a_list() -> None:
    """A text is not walked letter by letter."""
    assert code_of("- {{ notes }}", {"notes": "abc"}) == "not_a_list"


def test_the_output_is_bounded() -> None:
    """A message of more than 256 KiB is refused."""
    assert code_of("- {{ notes }}", {"notes": ("x" * 2_000,) * 200}) == "output_budget"
    body = "\n\n".join(["{{ reason }}"] * 20)
    assert code_of(body, {"reason": "x" * 20_000}) == "output_budget"


def test_many_lines_of_long_values_are_refused_before_they_are_joined() -> None:
    """The sum is known before the message is put together."""
    body = "\n\n".join(["{{ reason }}"] * 500)
    assert code_of(body, {"reason": "x" * 20_000}) == "output_budget"


def test_loops_are_bounded() -> None:
    """Loops inside loops cannot take more steps than the budget has."""
    body = (
        "{% for q in questions %}\n{% for t in q.tags %}\n"
        "{% if late %}\n{{ t }}\n{% endif %}\n{% endfor %}\n{% endfor %}"
    )
    questions = ({"question": "x", "tags": ("t",) * 200},) * 200
    assert code_of(body, {"questions": questions}) == "output_budget"


def test_loops_inside_a_line_are_bounded() -> None:
    """A loop inside a line counts as well."""
    body = "x {% for q in questions %}{% for t in q.tags %}{% if late %}{{ t }}{% endif %}{% endfor %}{% endfor %}"
    questions = ({"question": "x", "tags": ("t" * 100,) * 200},) * 200
    assert code_of(body, {"questions": questions, "late": True}) == "output_budget"


def test_keys_nested_without_end_are_refused_unread() -> None:
    """The reader of TOML would take seconds and gigabytes for them."""
    for text in ("a" + ".a" * 20_000 + " = 1", "x = {a" + ".a" * 20_000 + " = 1}"):
        with pytest.raises(TemplateSetError) as caught:
            opened({"en/phrases.toml": text}).phrases("en")
        assert caught.value.codes == ("deep_key",)
