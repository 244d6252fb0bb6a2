"""
Company and role written otherwise: nearly as the facts do, or another in their place.

Words of the text are held against the words of the name: a stretch that shares some
of them, and whose others look alike, is the name written wrongly. A quoted title beside
a word such as "position" is a role, so it has to be one of the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from followup_kit.locales import language_of
from followup_kit.review._fact_sheet import Fact
from followup_kit.review._finding import Finding
from followup_kit.review._known import Known
from followup_kit.review._memory import remembered
from followup_kit.review._met_checks import context
from followup_kit.review._people import fold
from followup_kit.review._report import report


__all__ = ["likeness_findings"]

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ADDRESS: Final = re.compile(r"https?://\S+|\S+@\S+")
_QUOTED: Final = re.compile(
    r"[„“\"«»「『‚‘]([^„“”\"«»「」『』‘’\n]{2,60})[“”\"»«」』‘’]"
)
_FORMS: Final = frozenset(
    {"gmbh", "ag", "se", "kg", "inc", "ltd", "llc", "plc", "co", "corp", "sa", "sarl"}
    | {"und", "and", "et", "y", "mbh", "ohg", "sl", "sas", "bv", "nv", "ab", "as", "oy"}
)
_LEGAL: Final = _FORMS - {"co", "und", "and", "et", "y", "as", "sa"}
_LEGAL_AFTER: Final = re.compile(rf",? (?:{'|'.join(sorted(_LEGAL))})\b", re.IGNORECASE)
_SIGNS: Final = re.compile(r"[\u3040-\u9fff]")
_JAPANESE_FORMS: Final = re.compile(r"(?:株式|合同|有限)会社|㈱")
_CUT: Final = re.compile(r"[のはがをにでとへやもよりから、。（）()「」【】｜|・\s：:]")
_JOINED: Final = re.compile(r"[\u0590-\u06ff]")
_ALIKE: Final = 0.5
_NEARLY: Final = 0.74
_SHORT: Final = 5
_ENDING: Final = 3


class _Word(NamedTuple):
    start: int
    end: int
    folded: str
    is_capital: bool

    def __repr__(self) -> str:
        """Return where it stands, never what it says."""
        return f"<_Word {self.start}-{self.end}>"


_Found = tuple[int, int, str, bool]
"""A word as it is kept: what ``_Word`` names."""


def likeness_findings(body: str, part: str, known: Known) -> Iterator[Finding]:
    """Yield where a message names another company or role than the facts do."""
    words = _words(body)
    for fact in known.sheet.names:
        is_company = fact.path == "interview.company.name"
        if not is_company and fact.path != "interview.role.title":
            continue
        found = [
            *(_company_spans(body, fact, words, known) if is_company else ()),
            *(() if is_company else _role_spans(body, fact, words, known)),
        ]
        for span in dict.fromkeys(found):
            yield report(
                "fact_altered",
                "is in the message with another name in its place.",
                "Write it as the facts do, or add the other name to the facts.",
                path=fact.path,
                part=part,
                span=span,
                severity="error" if is_company else "warning",
            )


@remembered
def _words(body: str) -> tuple[_Found, ...]:
    """
    Return the words of a text, without addresses and legal forms of companies.

    Plain tuples: a text has hundreds, and few are looked at again.
    """
    plain = body
    if "://" in body or "@" in body:
        plain = _ADDRESS.sub(lambda found: " " * len(found[0]), body)
    words: list[_Found] = []
    for found in _WORD.finditer(plain):
        word = found[0]
        folded = word.lower() if word.isascii() else fold(word)
        if folded not in _FORMS:
            words.append((found.start(), found.end(), folded, not word[0].islower()))
    return tuple(words)


def _company_spans(
    body: str, fact: Fact, words: Sequence[_Found], known: Known
) -> Iterator[tuple[int, int]]:
    for name in fact.value:
        if _SIGNS.search(name):
            yield from _japanese_companies(body, name, known)
        else:
            yield from _alike_stretches(name, words, known, body)
    yield from _beside_role(body, fact, known)


def _beside_role(body: str, fact: Fact, known: Known) -> Iterator[tuple[int, int]]:
    """Yield what stands where the company does after the role: "the X role at Y"."""
    after = context(language_of(known.sheet.locale), "company_after")
    roles = [x for x in known.sheet.names if x.path == "interview.role.title"]
    if after is None or not roles:
        return
    own = {fold(x) for name in fact.value for x in _WORD.findall(name)}
    initials = {"".join(x[0] for x in _WORD.findall(name)) for name in fact.value}
    for title in roles[0].value:
        start = body.find(title)
        while start >= 0:
            found = after.match(body, start + len(title))
            if found:
                yield from _strangers(body, found.end(), own, initials)
            start = body.find(title, start + 1)


def _strangers(
    body: str, start: int, own: set[str], initials: set[str]
) -> Iterator[tuple[int, int]]:
    """Yield the first words at a place, if they are a name but not the company's."""
    said: list[re.Match[str]] = []
    for word in _WORD.finditer(body, start, start + 80):
        gap = body[said[-1].end() if said else start : word.start()]
        if gap.strip(" &-") or len(said) == len(own - _FORMS):
            break
        said.append(word)
    for word in said:
        if word[0].islower():
            break
        if _is_stranger(word[0], own, initials):
            # In Arabic any word may follow the first.
            if word is said[0] or body[word.start()].isupper():
                yield said[0].start(), word.end()
            break


def _is_stranger(word: str, own: set[str], initials: set[str]) -> bool:
    folded = fold(word)
    if word[0].islower() or word in initials:
        return False
    return not any(
        _is_form_of(folded, x) or _is_form_of(x, folded) or folded in x for x in own
    )


def _alike_stretches(
    name: str, words: Sequence[_Found], known: Known, body: str = ""
) -> Iterator[tuple[int, int]]:
    own = [fold(x) for x in _WORD.findall(name)]
    if not own:
        return
    # A legal form behind it makes another company of what is not alike at all.
    formed = own[-1] in _LEGAL
    own = [word for word in own if word not in _FORMS] or own
    size = len(own)
    for index in _candidates(words, own):
        stretch = [_Word(*found) for found in words[index : index + size]]
        if stretch[-1].end - stretch[0].start > len(name) + 4 * _ENDING:
            continue
        legal = formed and _LEGAL_AFTER.match(body, stretch[-1].end) is not None
        if _is_other(own, stretch, known, least=0 if legal else _ALIKE):
            yield stretch[0].start, stretch[-1].end


def _candidates(words: Sequence[_Found], own: Sequence[str]) -> Iterator[int]:
    """Yield where a stretch may be the name but for one word."""
    last = len(words) - len(own)
    if len(own) == 1:
        first = own[0][0]
        for index, (_, _, folded, is_capital) in enumerate(words):
            if is_capital and folded[0] == first:
                yield index
        return
    found: set[int] = set()
    starts, ends = {word[:_ENDING] for word in own}, tuple(own)
    for index, (_, _, folded, _) in enumerate(words):
        if folded[:_ENDING] in starts or folded.endswith(ends):
            for place, part in enumerate(own):
                if 0 <= index - place <= last and _is_form_of(folded, part):
                    found.add(index - place)
    yield from sorted(found)


def _is_other(
    own: Sequence[str], stretch: Sequence[_Word], known: Known, *, least: float
) -> bool:
    """Tell whether a stretch is a name with one word replaced by one that is alike."""
    differing = [
        (word, found)
        for word, found in zip(own, stretch, strict=True)
        if not _is_form_of(found.folded, word)
    ]
    if len(differing) != 1:
        return False
    word, found = differing[0]
    if not found.is_capital or len(found.folded) < 3 or _is_usual(found.folded, known):
        return False
    if found.folded in own or (_SIGNS.search(found.folded) and word.isascii()):
        return False
    if len(own) == 1:
        return (
            len(word) >= _SHORT
            and _ratio(word, found.folded) >= _NEARLY
            and word[0] == found.folded[0]
        )
    if not stretch[0].folded.isascii() and len(own) > 2:
        # Of three words all but one: in a script without capitals enough.
        return stretch.index(found) > 0
    return _ratio(word, found.folded) >= least


def _is_form_of(said: str, word: str) -> bool:
    if said == word:
        return True
    if len(word) > _ENDING and said.startswith(word) and not _JOINED.search(word):
        return len(said) <= len(word) + 2
    # Arabic joins "and", "for" and "by" to the word.
    return not word.isascii() and said.endswith(word) and len(said) <= len(word) + 2


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _is_usual(word: str, known: Known) -> bool:
    """Tell whether the facts hold a word: then it is no misspelling."""
    people = (*known.sheet.known_people, *known.sheet.people)
    return word in _folded(known.free.scan.text) or any(
        word in person.words for person in people
    )


@remembered
def _folded(text: str) -> frozenset[str]:
    return frozenset(map(fold, _WORD.findall(text)))


def _japanese_companies(
    body: str, name: str, known: Known
) -> Iterator[tuple[int, int]]:
    """Yield companies by their legal form that are not the one of the facts."""
    bare = _JAPANESE_FORMS.sub("", name).strip()
    free = known.free.scan.text.replace(name, "")
    for found in _JAPANESE_FORMS.finditer(body):
        start, end = found.span()
        if body[end:].lstrip(" \u3000").startswith(bare):
            continue
        before = body[:start].rstrip(" \u3000")
        if before.endswith((bare, "当", "弊", "貴")):
            continue
        cut = _CUT.search(body, end, end + 12)
        after = body[end : cut.start() if cut else end + 12]
        if after:
            if after not in free:
                yield start, end + len(after)
            continue
        line = before[max(before.rfind(x) for x in "\n。、 \u3000【（「") + 1 :]
        if line and line not in free:
            yield start - len(line), end


def _role_spans(
    body: str, fact: Fact, words: Sequence[_Found], known: Known
) -> Iterator[tuple[int, int]]:
    language = language_of(known.sheet.locale)
    before, after = context(language, "role"), context(language, "role_after")
    for quoted in _QUOTED.finditer(body):
        start, end = quoted.span(1)
        window = body[max(0, start - 40) : start - 1]
        if not (
            (before and before.search(window))
            or (after and after.match(body, end + 1, end + 20))
            or (after and after.match(body[end + 1 : end + 20]))
        ):
            continue
        if not _is_role(quoted[1], fact, known):
            yield start, end
    plain = context(language, "plain_role")
    for found in plain.finditer(body) if plain else ():
        if not _is_role(found[1], fact, known):
            yield found.span(1)
    for title in fact.value:
        if not _SIGNS.search(title) and len(_WORD.findall(title)) > 1:
            yield from _alike_stretches(title, words, known)


def _is_role(said: str, fact: Fact, known: Known) -> bool:
    """Tell whether a title is the role's, a part of it, or otherwise of the facts."""
    plain = _plain(said)
    texts = [*fact.value, known.free.scan.text]
    for other in (*known.sheet.names, *known.sheet.known_names):
        texts += other.value
    if any(plain in _plain(text) for text in texts):
        return True
    if any(_plain(title) in plain for title in fact.value):
        return True
    own = {fold(x) for title in fact.value for x in _WORD.findall(title)}
    return all(
        any(_is_form_of(word, x) or _is_form_of(x, word) for x in own)
        for word in map(fold, _WORD.findall(said))
    )


def _plain(text: str) -> str:
    return "".join(_WORD.findall(fold(text)))
