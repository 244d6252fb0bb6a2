"""
Left-over placeholders of any merge-tag dialect, dumped values, and broken text.

What stands in a text because the facts say so ("We use ${} in shell", somebody called
Null) is no placeholder. Each pattern is bounded, so that no text can slow it down.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from followup_kit.locales import language_of
from followup_kit.review._finding import Finding
from followup_kit.review._known import Known
from followup_kit.review._language_words import alternatives, review_data
from followup_kit.review._message import Message
from followup_kit.review._report import report


__all__ = ["placeholder_findings", "placeholders"]

_TAGS: Final = (
    r"\{\{[^{}\n]{0,120}\}{1,3}",
    r"\{[#%][^{}\n]{0,120}[#%]\}",
    r"\{ ?\{",
    r"[$#@]!?\{[^{}\n]{0,80}\}",
    r"(?<![\w{])\{[!$ ]?(?:[A-Za-z_$][\w$.!:| -]{0,60}|\d{0,2}) ?\}",
    r"\[\[[^\[\]\n]{1,60}\]\]",
    r"<[%?][^<>\n]{0,120}[%?]>",
    r"</?#[a-z][^<>\n]{0,60}>",
    r"<<[^<>\n]{1,60}>>",
    r"<[A-Z][A-Z_ ]{2,40}>",
    r"«[A-Za-z]+(?:_[A-Za-z_]+|[a-z][A-Z][A-Za-z]*)»",
    r"(?<![\w%])%[^\W\d_][\w.]{2,40}%(?!\w)",
    r"(?<![A-Za-z\d_])(?P<frame>##|@@|%%|__)[^\W_][\w. -]{1,40}(?P=frame)(?![A-Za-z_])",
    r"%\([A-Za-z_]\w{0,40}\)[sdr]",
    r"(?<![\d%])%[sr](?!\w)",
    r"\*\|[^|\n]{1,60}\|\*",
    r"~~\w{2,40}~~",
    r"(?<![\w$])\$[a-z_][A-Za-z_]{1,40}\b",
    r"@Model\.\w{1,40}",
)
_DUMPS: Final = (
    r"\[object Object\]",
    r"<[\w.' -]{1,60} at 0x[0-9a-f]{1,16}>",
    r"<built-in [^<>\n]{1,60}>",
    r"<\w{1,40}\.\w{1,40}: '[^'\n]{0,60}'>",
    r"\bOptional\[\w{1,40}\]",
    r"\b[A-Z]\w{1,40}\(['\"\w]{1,40}=?['\"]",
    r"\b[a-z_]{2,40}='[^'\n]{0,60}'",
    r"\bdatetime\.\w{1,20}\(",
    r"(?=\d)\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?:[+-]\d\d:?\d\d)?\b",
    r"\bDecimal\('",
    r"\[(?:'[^'\n]{0,60}'(?:, )?){1,20}\]",
    r"\{'[^'\n]{0,60}'",
    r"(?<!\w)b'[^'\n]{1,60}'",
    r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!)",
    r"\(null\)",
)
_BROKEN: Final = (
    r"&#x?[0-9a-fA-F]{1,6};",
    r"&(?:amp|lt|gt|quot|apos|nbsp);",
    r"\\u[0-9a-f]{4}",
    r"(?<=\w)\\n(?:\\n)?",
    r"Ã[\u0080-\u00bf\u0160-\u017e\u2018-\u203a«»¤¼¶©ŸŒœ]",
    r"â€[\u0080-\uffff]",
    r"Â[\u00a0-\u00bf]",
    r"\ufffd",
)
_EMPTY: Final = r"none|null|undefined|nan|nil|missing|n/a|unknown|candidate name|name"
# In brackets, words that stand for what is to be put in.
_WORDS: Final = (
    r"first ?name|last ?name|full ?name|name|surname|candidate(?:'s)? ?name|candidate"
    r"|company(?: name)?|position|role|job(?: title)?|date|time|link"
    r"|insert[^\])\n]{0,30}|your [a-z ]{2,20}|phone(?: number)?|vorname"
    r"|nachname|firma|firmenname|stelle"
    r"|datum|uhrzeit|ihr name|dein name|prénom|nom|entreprise|poste|nombre|apellidos?"
    r"|empresa|puesto|fecha|nome|cargo|imię|nazwisko|firma|stanowisko|data|氏名|名前|会社名"
    r"|日付|日時|職種|الاسم|اسم المرشح|اسم الشركة|التاريخ|المسمى الوظيفي"
    r"|姓名|公司名称|职位|이름|회사명"
)

_BRACKETS: Final = ("(", "[", "<", "（", "【", "［", "〔", "{")
# A note of one author to another, in square brackets or as one after a mark.
_NOTE: Final = (
    r"[\[［【〔](?:[^\[\]［］【】〔〕\n]{0,60}\b)?(?:check|insert|add|confirm|fill|update|verify"
    r"|replace|delete|remove|draft|todo|tbd|tbc|placeholder|please (?:add|check|fill)"
    r"|ask (?:legal|hr|the)|note to|prüfen|klären|einfügen|eintragen|ergänzen|ausfüllen"
    r"|anpassen|abklären|bitte \w+|rückfrage|entwurf|à (?:vérifier|compléter|confirmer)"
    r"|completar|comprobar|revisar|insertar|añadir)"
    r"(?:\b[^\[\]［］【】〔〕\n]{0,60})?[\]］】〕]"
)
_UNSPACED_NOTE: Final = (
    r"[\[［【〔（(][^\[\]［］【】〔〕（）()\n]{0,30}(?:要確認|未確認|確認中|要修正|要記入|記入"
    r"|を入力|を挿入|ここに|下書き|仮置き"
    r"|يُراجع|راجع|تأكد|أضف|يُضاف|أدخل|يُدخل|يرجى التحقق"
    r"|للمراجعة|مسودة)[^\[\]［］【】〔〕（）()\n]{0,30}[\]］】〕）)]"
)


_Gated = tuple[tuple[str, ...], re.Pattern[str], str, re.Pattern[str]]


@cache
def _fixed() -> tuple[_Gated, ...]:
    words = re.compile(
        rf"(?i:[\[<（(【［〔](?:{_WORDS})[\]>）)】］〕])"
        r"|\[[A-Z][A-Z_]+(?: [A-Z_]+)*\](?<=.{6})"
    )
    note = re.compile(_NOTE, re.IGNORECASE)
    unspaced = re.compile(_UNSPACED_NOTE)
    return (
        (_TAG_MARKS, _TAG_SIGN, "placeholder", re.compile("|".join(_TAGS))),
        (_DUMP_MARKS, _DUMP_SIGN, "placeholder", re.compile("|".join(_DUMPS))),
        (_BRACKETS, _NEVER, "placeholder", words),
        (("[", "［", "【", "〔"), _NEVER, "placeholder", note),
        (("（", "(", "[", "［", "【"), _NEVER, "placeholder", unspaced),
        (_BROKEN_MARKS, _NEVER, "broken_text", re.compile("|".join(_BROKEN))),
    )


@cache
def _greeting(language: str) -> re.Pattern[str]:
    table = review_data("greetings.json")
    own = table.get(language) or table["en"]
    opens = alternatives({*own["open"], *table["en"]["open"]})
    honours = alternatives({*own["honour"], *table["en"]["honour"]})
    # French puts a space before "!" and ":".
    marks = "[,.;]" if language == "fr" else "[,.:;]"
    return re.compile(
        rf"(?im)^[ \t]{{0,9}}{opens}(?:"
        rf"(?: {honours}\.?)? {{1,9}}{marks}|!,|  +(?:and|und|et|y)\b| {honours}\.? ?,"
        rf"| (?:{honours}\.? )?(?:{_EMPTY})(?=[,.!:;\n]|$))"
    )


def placeholders(text: str, locale: str) -> Iterator[tuple[str, int, int]]:
    """Yield the code, start and end of what looks left over or broken in a text."""
    if _may_hold(text, _PLAIN_MARKS, _PLAIN_SIGN):
        for found in _plain().finditer(text):
            yield "placeholder", found.start(), found.end()
    for marks, sign, code, pattern in _fixed():
        # Most letters have none of the marks that a pattern needs.
        if _may_hold(text, marks, sign):
            for found in pattern.finditer(text):
                yield code, found.start(), found.end()
    for found in _greeting(language_of(locale)).finditer(text[:_GREETING]):
        yield "placeholder", found.start(), found.end()
    yield from _labels(text)
    if not text.isascii():
        yield from _unassigned(text)


def _may_hold(text: str, marks: Iterable[str], sign: re.Pattern[str]) -> bool:
    return any(mark in text for mark in marks) or sign.search(text) is not None


_GREETING: Final = 2000
_NEVER: Final = re.compile(r"(?!)")
_TAG_MARKS: Final = (
    *("{", "[[", "<%", "<?", "<#", "</#", "<<", "*|", "~~", "@Model"),
    *("##", "@@", "%%", "__"),
)
# An amount of money, a share or a word in angle brackets is no tag.
_TAG_SIGN: Final = re.compile(r"[$«][A-Za-z_]|%[^\W\d_]|%\(|<[A-Z][A-Z_ ]{2}")
_PLAIN_MARKS: Final = (
    *("XXX", "TBD", "TBC", "TBA", "TODO", "FIXME", "orem ipsum", "N/A", "INSERT "),
    *("NAME", "Outcome.", "____"),
)
_PLAIN_SIGN: Final = re.compile(r"[○〇△●◯×\ue000-\uf8ff]")
_DUMP_MARKS: Final = (
    *("='", "('", '("', "{'", "['", "b'", "[object", "datetime.", "Optional[", "#N"),
    *("#R", "#V", "#D", "(null)", " at 0x", "<built-in ", ": '"),
)
_DUMP_SIGN: Final = re.compile(r"-\d\d \d\d:|\([\w'\"]{1,40}=?['\"]")
_BROKEN_MARKS: Final = (
    *("&#", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&nbsp;"),
    *("\\", "Ã", "â€", "Â", "\ufffd"),
)


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:X{3,}|TB[DCA]|TODO|FIXME|[Ll]orem ipsum|N/A|INSERT [A-Z ]{2,40}"
        r"|(?:FIRST|LAST|FULL|CANDIDATE|COMPANY)_?NAME|Outcome\.\w{1,40}"
        r")\b"
        r"|(?<!_)_{4,}|[○〇△●◯]{2,}|(?<![\w×])××+|[\ue000-\uf8ff]"
    )


def _labels(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield values that nobody filled in, after a label at the end of a line."""
    if not any(mark in text for mark in _VALUE_MARKS):
        return
    for found in _VALUE.finditer(text):
        yield "placeholder", found.start(1), found.end(1)


_VALUE_MARKS: Final = (
    *(": None", ": null", ": NULL", ": undefined", ": NaN", ": nil", ": MISSING"),
    *(": []", ": {}"),
)
_VALUE: Final = re.compile(
    r"(?m)(?<=: )(None|null|NULL|undefined|NaN|nil|MISSING|\[\]|\{\})[.,]?$"
)


def _unassigned(text: str) -> Iterator[tuple[str, int, int]]:
    for char in sorted(set(text)):
        if char > "\x7f" and unicodedata.category(char) == "Cn":
            start = text.index(char)
            yield "broken_text", start, start + 1


def placeholder_findings(message: Message, known: Known) -> Iterator[Finding]:
    """Yield what is left over or broken in the parts of a message, each place once."""
    for part, text in message.parts():
        end = -1
        for code, start, stop in sorted(
            placeholders(text, message.locale), key=lambda x: (x[1], -x[2])
        ):
            if start < end or _is_stated(text, start, stop, known):
                continue
            end = stop
            broken = code == "broken_text"
            yield report(
                code,
                "holds characters that were decoded or escaped wrongly."
                if broken
                else "holds something that was to be replaced before sending.",
                "Write what it stands for." if broken else "Put in what belongs there.",
                part=part,
                span=(start, stop),
            )


def _is_stated(text: str, start: int, stop: int, known: Known) -> bool:
    """Tell whether a fact itself says so, and with the words around it."""
    inside = text[start:stop].strip().lower()
    if inside in known.free.scan.low:
        return True
    people = (*known.sheet.known_people, *known.sheet.people)
    last = inside.rstrip(",.!:;").rpartition(" ")[2]
    return any(last in person.words for person in people)
