"""Links: that each of the facts is there unaltered, and no foreign or false one is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from followup_kit.review._fact_sheet import Fact
from followup_kit.review._finding import Finding, Severity
from followup_kit.review._known import Known
from followup_kit.review._memory import remembered
from followup_kit.review._mentions import Mentions
from followup_kit.review._message import Message
from followup_kit.review._report import report


__all__ = ["link_findings"]

# Letters of other scripts that look like Latin ones (UTS #39, "Confusable Detection";
# the ones that IDN homographs are made of).
_LOOKALIKES: Final = str.maketrans(
    dict(
        zip(
            "аеорсухіјѕԁһԛѡӏɡɩ" + "αενορτυικ" + "0135|",
            "aeopcyxijsdhqwlgi" + "aevoptuik" + "olesl",
            strict=True,
        )
    )
)
_SIMILAR: Final = 0.8


@dataclass(frozen=True, slots=True, repr=False)
class _Found:
    url: str
    part: str
    span: tuple[int, int]
    label: str = ""


def link_findings(
    message: Message, parts: Mapping[str, Mentions], known: Known
) -> Iterator[Finding]:
    """Yield what is wrong with the links of a message."""
    facts = {*map(normal, _urls(known)), *map(normal, _free_urls(known))}
    found = [*_in_text(parts), *_in_html(message)]
    for link in found:
        yield from _on_link(link, facts)
    stated = {normal(link.url) for link in found}
    bare = [m.scan.low for m in parts.values()]
    for fact, severity in _required(known):
        url = normal(fact.value)
        if url not in stated and not _bare(url, bare):
            yield report(
                "fact_missing",
                "is a link that the message does not hold.",
                "Put it in, exactly as it is.",
                path=fact.path,
                severity=severity,
            )


def _required(known: Known) -> Iterator[tuple[Fact, Severity]]:
    """Yield the links that belong into this message, and how much each matters."""
    sheet, outcome = known.sheet, known.sheet.outcome
    for fact in sheet.links:
        yield fact, "error"
    reapplies = getattr(outcome, "may_reapply", False)
    keeps = getattr(outcome, "keep_until", None) or outcome.kind == "talent_pool"
    for fact in sheet.known_links:
        if (fact.path.endswith("careers_url") and reapplies) or (
            fact.path.endswith("privacy_url") and keeps
        ):
            yield fact, "warning"


def _urls(known: Known) -> Iterator[str]:
    for fact in (*known.sheet.links, *known.sheet.known_links):
        yield fact.value


def _free_urls(known: Known) -> Iterator[str]:
    for link in known.free.links:
        yield link.url


def _in_text(parts: Mapping[str, Mentions]) -> Iterator[_Found]:
    for part, mentions in parts.items():
        for link in mentions.links:
            yield _Found(link.url, part, mentions.scan.span(link.start, link.end))


def _in_html(message: Message) -> Iterator[_Found]:
    for link in message.links:
        yield _Found(link.url, "html", link.span, link.label)


def normal(url: str) -> str:
    """Return a link for comparison: scheme and host in lower case, no last slash."""
    scheme, mark, rest = url.strip().partition("://")
    if not mark:
        return url.strip().rstrip("/").lower() if "@" in url else f"https://{url}"
    host, slash, path = rest.partition("/")
    if not slash:
        host, query, path = rest.partition("?")
        return f"{scheme.lower()}://{host.lower()}{query}{path}"
    path = path or ""
    return f"{scheme.lower()}://{host.lower()}{'/' if path else ''}{path}".rstrip("/")


def host_of(url: str) -> str:
    """Return the host of a link in lower case, its port and user left out."""
    rest = url.partition("://")[2] or url
    for mark in "/?#":
        rest = rest.partition(mark)[0]
    return rest.rpartition("@")[2].partition(":")[0].lower().rstrip(".")


def _bare(url: str, texts: Iterable[str]) -> bool:
    # A link may be written without its scheme.
    plain = url.partition("://")[2].lower()
    return any(plain in text for text in texts)


def _on_link(link: _Found, facts: set[str]) -> Iterator[Finding]:
    url = normal(link.url)
    if url.startswith(("mailto:", "tel:", "#", "cid:")) or "@" in url[:8]:
        return
    yield from _on_label(link)
    if url in facts:
        return
    code, message = _judged(url, facts)
    yield report(
        code,
        message,
        "Restore the link of the facts, or take this one out.",
        part=link.part,
        span=link.span,
    )


def _judged(url: str, facts: set[str]) -> tuple[str, str]:
    host = host_of(url)
    hosts = {host_of(fact) for fact in facts}
    if url.startswith("http://") and (
        "https" + url[len("http") :] in facts or host in hosts
    ):
        return "insecure_link", "has a link of the facts without encryption."
    if host in hosts:
        return "fact_altered", "has a link of the facts with another path."
    shape = skeleton(host)
    if any(shape == skeleton(one) or _is_like(shape, one) for one in hosts):
        return (
            "link_lookalike",
            "has a link to a host that only looks like a known one.",
        )
    if url.startswith("http://"):
        return "insecure_link", "has a foreign link without encryption."
    return "unknown_link", "has a link that is not among the facts."


@remembered
def skeleton(host: str) -> str:
    """Return a host with letters that look like Latin ones replaced by those."""
    labels = ".".join(map(_decoded, host.split(".")))
    plain = unicodedata.normalize("NFKD", labels).casefold()
    plain = "".join(x for x in plain if not unicodedata.combining(x))
    return plain.translate(_LOOKALIKES).replace("rn", "m").replace("vv", "w")


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except ValueError:
        # No punycode: compared as it is written.
        return label


def _is_like(host: str, known: str) -> bool:
    """Tell whether a host is a misspelling of a known one, or hides it in front."""
    other = skeleton(known)
    if host.endswith("." + other):
        return False
    if host.startswith(other) or other.replace(".", "-") in host:
        return True
    if abs(len(host) - len(other)) > 3:
        return False
    return SequenceMatcher(None, host, other, autojunk=False).ratio() > _SIMILAR


def _on_label(link: _Found) -> Iterator[Finding]:
    label = link.label.lower()
    if "." not in label or " " in label.strip():
        return
    if not (label.startswith(("http://", "https://", "www.")) or "/" in label):
        return
    said, leads = host_of(label), host_of(link.url)
    if said.removeprefix("www.") != leads.removeprefix("www."):
        yield report(
            "link_label_differs",
            "shows the reader another address than the link leads to.",
            "Show where it leads, or a plain word.",
            part=link.part,
            span=link.span,
        )
