"""
Compares writing one letter with hand-written f-strings and with stock Jinja.

All three write the same subject, plain text and HTML of a rejection of some 250
words (three lists of three, four links, conditions, values that need escaping);
the outputs are compared byte for byte before anything is timed. The f-strings
escape with ``markupsafe.escape``; Jinja runs without a sandbox, one template per
part, autoescape on for HTML only. Times are CPU time, taken in turns in one run.

Run as ``PYTHONPATH=src python benchmarks/templating.py``. Exits with 1 if the
restricted language is slower than stock Jinja, or more than ``GOAL`` times as slow
as the f-strings. Also prints how long loading a letter takes.
"""
# ruff: noqa: E501 -- a sentence of a template is a line

from __future__ import annotations

import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from markupsafe import escape

from followup_kit.templating import Field, Schema, TemplateSet


if TYPE_CHECKING:
    from collections.abc import Callable

GOAL = 2.0
ROUNDS = 40
CALLS = 200

LETTER = """\
{% block subject %}Your application: {{ role }}{% endblock %}
{% block preheader %}Our decision after your interview on {{ day }}.{% endblock %}

{% block opening %}
Thank you for talking to {% if interviewers %}{{ interviewers }}{% else %}us{% endif %} on {{ day }} about the {{ role }} role at {{ company }}.
We have decided not to take your application for this role further.
{% endblock %}

{% block reason %}
{% if criterion %}
The deciding point was this requirement from the job description: {{ criterion }}.
{% endif %}
{% endblock %}

{% block highlights %}
What we remember well from the conversation:
- {{ highlights }}
{% endblock %}

{% block strengths %}
What we valued, and what we would tell anyone who asks us about your work:
- {{ strengths }}
{% endblock %}

{% block feedback %}
In case it is useful for future interviews, this is what the people you met wrote down for you:
- {{ feedback }}

{% if call_url %}
If you would like to talk this through, please [book a short call]({{ call_url }}) with {{ sender }}.
{% endif %}
{% endblock %}

{% block closed %}
The process for this role is now closed for you.
{% if may_reapply and jobs_url %}
You are welcome to apply for [our other open roles]({{ jobs_url }}) at {{ company }}.
{% endif %}
{% endblock %}

{% block data %}
{% if keep_until %}
We keep your application documents until {{ keep_until }} and then delete them.
{% if privacy_url %}
Details are in the [privacy notice]({{ privacy_url }}) of {{ company }}.
{% endif %}
{% endif %}
{% endblock %}

{% block contact %}
Questions? Reply to this message{% if phone %} or call {{ phone }}{% endif %}; it reaches {{ sender }} directly.
{% endblock %}
"""

PHRASES = """\
formalities = ["informal"]
signature = ["{name}", "{role}", "{company}"]
[[greeting.informal]]
text = "Hello {given},"
[[greeting.informal]]
text = "Hello {full},"
[closing]
informal = "Kind regards,"
"""


def _maybe(path: str, position: Any, **more: Any) -> Field:
    return Field(path=path, position=position, optional=True, **more)


SCHEMA = Schema(
    (
        Field(path="role", position="name"),
        Field(path="company", position="name"),
        Field(path="sender", position="name"),
        Field(path="day", position="day"),
        _maybe("interviewers", "name"),
        _maybe("criterion", "prose"),
        _maybe("highlights", "prose", many=True),
        _maybe("strengths", "prose", many=True),
        _maybe("feedback", "prose", many=True),
        _maybe("call_url", "url"),
        _maybe("may_reapply", "flag"),
        _maybe("jobs_url", "url"),
        _maybe("keep_until", "day"),
        _maybe("privacy_url", "url"),
        _maybe("phone", "name"),
    ),
    {"rejected": ()},
)
LAYOUT = """\
<!doctype html>
<html lang="{{ lang }}" dir="{{ dir }}">
<head>
<meta charset="utf-8">
<title>{{ subject }}</title>
</head>
<body>
<div style="display:none">{{ preheader }}</div>
{{ body }}
</body>
</html>
"""
VALUES: dict[str, Any] = {
    "role": "Senior Data & Analytics Engineer",
    "company": "Miller & Sons Ltd",
    "sender": "Jana Novak",
    "day": "Thursday, November 12",
    "interviewers": "Ingrid Berg, Tomasz Nowak and Ada <Lee>",
    "criterion": "five years of work on streaming systems in production",
    "highlights": (
        "The way you explained the database move, including what went wrong.",
        "Your questions about on-call duty & pager load.",
        "The drawing of the queue that everybody understood at once.",
    ),
    "strengths": (
        "Your clear account of the trade-offs when you moved the billing database.",
        "How you asked about the users before you proposed an index.",
        "Your calm handling of the incident exercise.",
    ),
    "feedback": (
        "More depth on window functions would have helped in the second exercise.",
        "Saying assumptions out loud makes it easier to follow you.",
        "Estimating orders of magnitude first saves time.",
    ),
    "call_url": "https://calendar.example/jana/feedback?length=20&zone=cet",
    "may_reapply": True,
    "jobs_url": "https://jobs.example/open",
    "keep_until": "May 12, 2027",
    "privacy_url": "https://jobs.example/privacy",
    "phone": "+49 40 123456",
}
NAMES = {"full": "Marta Kowalska", "given": "Marta"}
SIGNATURE = {
    "name": "Jana Novak",
    "role": "Talent Partner",
    "company": "Miller & Sons Ltd",
}

P = '<p style="margin:0 0 16px">'
TIGHT = '<p style="margin:0 0 6px">'
UL = '<ul style="margin:0 0 16px;padding:0;padding-inline-start:24px">'
LI = '<li style="margin:0 0 6px">'
A = 'style="color:inherit"'


def by_hand(
    v: dict[str, Any], n: dict[str, str], s: dict[str, str]
) -> tuple[str, str, str]:
    """Write the letter with f-strings."""
    e = escape
    company, role, sender = v["company"], v["role"], v["sender"]
    subject = f"Your application: {role}"
    pre = f"Our decision after your interview on {v['day']}."
    text = [
        f"Hello {n['given']},",
        (
            f"Thank you for talking to {v['interviewers'] or 'us'} on {v['day']} about the "
            f"{role} role at {company}. We have decided not to take your application for "
            "this role further."
        ),
    ]
    html = [
        f"{P}Hello {e(n['given'])},</p>",
        (
            f"{P}Thank you for talking to {e(v['interviewers'] or 'us')} on {e(v['day'])} "
            f"about the {e(role)} role at {e(company)}. We have decided not to take your "
            "application for this role further.</p>"
        ),
    ]
    if v["criterion"]:
        lead = "The deciding point was this requirement from the job description"
        text.append(f"{lead}: {v['criterion']}.")
        html.append(f"{P}{lead}: {e(v['criterion'])}.</p>")
    for lead, items in (
        ("What we remember well from the conversation:", v["highlights"]),
        (
            (
                "What we valued, and what we would tell anyone who asks us about your "
                "work:"
            ),
            v["strengths"],
        ),
        (
            (
                "In case it is useful for future interviews, this is what the people you "
                "met wrote down for you:"
            ),
            v["feedback"],
        ),
    ):
        if items:
            text.append("\n".join([lead, *[f"- {item}" for item in items]]))
            listed = "".join([f"{LI}{e(item)}</li>" for item in items])
            html.append(f"{TIGHT}{lead}</p>{UL}{listed}</ul>")
    if v["call_url"]:
        text.append(
            "If you would like to talk this through, please book a short call with "
            f"{sender}.\n{v['call_url']}"
        )
        html.append(
            f'{P}If you would like to talk this through, please <a href="'
            f'{e(v["call_url"])}" {A}>book a short call</a> with {e(sender)}.</p>'
        )
    closed = "The process for this role is now closed for you."
    if v["may_reapply"] and v["jobs_url"]:
        text.append(
            f"{closed} You are welcome to apply for our other open roles at {company}."
            f"\n{v['jobs_url']}"
        )
        html.append(
            f'{P}{closed} You are welcome to apply for <a href="{e(v["jobs_url"])}" '
            f"{A}>our other open roles</a> at {e(company)}.</p>"
        )
    else:
        text.append(closed)
        html.append(f"{P}{closed}</p>")
    if v["keep_until"]:
        kept = (
            f"We keep your application documents until {v['keep_until']} and then "
            "delete them."
        )
        marked = (
            f"We keep your application documents until {e(v['keep_until'])} and then "
            "delete them."
        )
        if v["privacy_url"]:
            text.append(
                f"{kept} Details are in the privacy notice of {company}.\n"
                f"{v['privacy_url']}"
            )
            html.append(
                f'{P}{marked} Details are in the <a href="{e(v["privacy_url"])}" {A}>'
                f"privacy notice</a> of {e(company)}.</p>"
            )
        else:
            text.append(kept)
            html.append(f"{P}{marked}</p>")
    call = f" or call {v['phone']}" if v["phone"] else ""
    text.append(
        f"Questions? Reply to this message{call}; it reaches {sender} directly."
    )
    call = f" or call {e(v['phone'])}" if v["phone"] else ""
    html.append(
        f"{P}Questions? Reply to this message{call}; it reaches {e(sender)} "
        "directly.</p>"
    )
    text += ["Kind regards,", f"{s['name']}\n{s['role']}\n{s['company']}"]
    html += [
        f"{P}Kind regards,</p>",
        f"{P}{e(s['name'])}<br>{e(s['role'])}<br>{e(s['company'])}</p>",
    ]
    body = "\n".join(html)
    document = (
        '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{e(subject)}</title>\n</head>\n<body>\n"
        f'<div style="display:none">{e(pre)}</div>\n{body}\n</body>\n</html>\n'
    )
    return subject, "\n\n".join(text), document


JINJA_TEXT = """\
Hello {{ n.given }},

Thank you for talking to {{ v.interviewers or 'us' }} on {{ v.day }} about the {{ v.role }} role at {{ v.company }}. We have decided not to take your application for this role further.

{% if v.criterion %}The deciding point was this requirement from the job description: {{ v.criterion }}.

{% endif %}{% if v.highlights %}What we remember well from the conversation:
{% for item in v.highlights %}- {{ item }}
{% endfor %}
{% endif %}{% if v.strengths %}What we valued, and what we would tell anyone who asks us about your work:
{% for item in v.strengths %}- {{ item }}
{% endfor %}
{% endif %}{% if v.feedback %}In case it is useful for future interviews, this is what the people you met wrote down for you:
{% for item in v.feedback %}- {{ item }}
{% endfor %}
{% endif %}{% if v.call_url %}If you would like to talk this through, please book a short call with {{ v.sender }}.
{{ v.call_url }}

{% endif %}The process for this role is now closed for you.{% if v.may_reapply and v.jobs_url %} You are welcome to apply for our other open roles at {{ v.company }}.
{{ v.jobs_url }}{% endif %}

{% if v.keep_until %}We keep your application documents until {{ v.keep_until }} and then delete them.{% if v.privacy_url %} Details are in the privacy notice of {{ v.company }}.
{{ v.privacy_url }}{% endif %}

{% endif %}Questions? Reply to this message{% if v.phone %} or call {{ v.phone }}{% endif %}; it reaches {{ v.sender }} directly.

Kind regards,

{{ s.name }}
{{ s.role }}
{{ s.company }}"""

JINJA_HTML = """\
<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<title>Your application: {{ v.role }}</title>
</head>
<body>
<div style="display:none">Our decision after your interview on {{ v.day }}.</div>
@Hello {{ n.given }},</p>
@Thank you for talking to {{ v.interviewers or 'us' }} on {{ v.day }} about the {{ v.role }} role at {{ v.company }}. We have decided not to take your application for this role further.</p>
{% if v.criterion %}@The deciding point was this requirement from the job description: {{ v.criterion }}.</p>
{% endif %}{% if v.highlights %}#What we remember well from the conversation:</p>~{% for item in v.highlights %}^{{ item }}</li>{% endfor %}</ul>
{% endif %}{% if v.strengths %}#What we valued, and what we would tell anyone who asks us about your work:</p>~{% for item in v.strengths %}^{{ item }}</li>{% endfor %}</ul>
{% endif %}{% if v.feedback %}#In case it is useful for future interviews, this is what the people you met wrote down for you:</p>~{% for item in v.feedback %}^{{ item }}</li>{% endfor %}</ul>
{% endif %}{% if v.call_url %}@If you would like to talk this through, please <a href="{{ v.call_url }}" style="color:inherit">book a short call</a> with {{ v.sender }}.</p>
{% endif %}@The process for this role is now closed for you.{% if v.may_reapply and v.jobs_url %} You are welcome to apply for <a href="{{ v.jobs_url }}" style="color:inherit">our other open roles</a> at {{ v.company }}.{% endif %}</p>
{% if v.keep_until %}@We keep your application documents until {{ v.keep_until }} and then delete them.{% if v.privacy_url %} Details are in the <a href="{{ v.privacy_url }}" style="color:inherit">privacy notice</a> of {{ v.company }}.{% endif %}</p>
{% endif %}@Questions? Reply to this message{% if v.phone %} or call {{ v.phone }}{% endif %}; it reaches {{ v.sender }} directly.</p>
@Kind regards,</p>
@{{ s.name }}<br>{{ s.role }}<br>{{ s.company }}</p>
</body>
</html>
"""


def by_jinja() -> Callable[[], tuple[str, str, str]]:
    """Return a function that writes the letter with three stock Jinja templates."""
    plain = Environment(autoescape=False)  # noqa: S701 -- plain text
    marked = Environment(autoescape=True, keep_trailing_newline=True)
    source = JINJA_HTML
    for mark, html in (("@", P), ("#", TIGHT), ("~", UL), ("^", LI)):
        source = source.replace(mark, html)
    subject = plain.from_string("Your application: {{ v.role }}")
    text = plain.from_string(JINJA_TEXT)
    document = marked.from_string(source)

    def write() -> tuple[str, str, str]:
        given = {"v": VALUES, "n": NAMES, "s": SIGNATURE}
        return subject.render(given), text.render(given), document.render(given)

    return write


def opened() -> TemplateSet:
    """Open the set anew."""
    files = {
        "set.toml": 'schema = 1\ntitle = "Benchmark"\nlocales = ["en"]\n',
        "layout.html": LAYOUT,
        "en/phrases.toml": PHRASES,
        "en/rejected.txt": LETTER,
    }
    return TemplateSet.from_mapping("benchmark", files, schema=SCHEMA)


def main() -> int:
    """Print the medians and return the exit status."""
    letter = opened().letter("rejected", "en")

    def ours() -> tuple[str, str, str]:
        done = letter.render(VALUES, name_forms=NAMES, signature=SIGNATURE)
        return done.subject, done.text, done.html

    def hand() -> tuple[str, str, str]:
        return by_hand(VALUES, NAMES, SIGNATURE)

    jinja = by_jinja()
    for name, written in (("f-strings", hand()), ("Jinja", jinja())):
        for own, other in zip(ours(), written, strict=True):
            if own.replace("&quot;", "&#34;") != other:
                print(f"{name} differ:\n{own}\n---\n{other}")
                return 2
    floor, stock, mine = medians(hand, jinja, ours)
    loading = min(timed(lambda: opened().letter("rejected", "en"), 1) for _ in range(9))
    print(f"words in the text: {len(ours()[1].split())}, HTML: {len(ours()[2])} bytes")
    print(f"f-strings with markupsafe.escape {floor:6.1f} µs  1.00")
    print(f"stock Jinja, no sandbox          {stock:6.1f} µs  {stock / floor:.2f}")
    print(f"followup_kit.templating          {mine:6.1f} µs  {mine / floor:.2f}")
    print(f"loading and compiling the letter {loading / 1000:6.1f} ms")
    return int(mine > GOAL * floor or mine > stock)


def medians(*writers: Callable[[], object]) -> list[float]:
    """Return the median time in µs of each, taken in turns."""
    times: list[list[float]] = [[] for _ in writers]
    for _ in range(ROUNDS):
        for kept, write in zip(times, writers, strict=True):
            kept.append(timed(write, CALLS))
    return [statistics.median(kept) for kept in times]


def timed(write: Callable[[], object], calls: int) -> float:
    """Return the CPU time of a call in µs."""
    start = time.process_time()
    for _ in range(calls):
        write()
    return (time.process_time() - start) / calls * 1e6


if __name__ == "__main__":
    sys.exit(main())
