"""Whether a message keeps to one form of address: Sie or du, keigo or plain forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from followup_kit.locales import language_of
from followup_kit.review._codes import finding_of
from followup_kit.review._finding import Finding
from followup_kit.review._message import Message


__all__ = ["formality_findings"]

_Span = tuple[int, int]
_Forms = dict[str, list[_Span]]

# Words in quotation marks are somebody else's.
_QUOTED: Final = re.compile(
    r"„[^“”\n]{0,200}[“”]|“[^”\n]{0,200}”|»[^«\n]{0,200}«|「[^」\n]{0,200}」"
)

# A capital at the start of a sentence tells nothing: "Sie kam" may be anybody.
_DE_FORMAL: Final = re.compile(
    r"(?<=[\w,;)–-]\s)(?<![.!?:]\s)(?:Sie|Ihnen|Ihre[rmns]?|Ihr)\b"
    r"|\b(?:haben|sind|können|möchten|werden|wollen|dürfen|müssen|sollten|bitten"
    r"|erhalten|bekommen) Sie\b"
)
_DE_INFORMAL: Final = re.compile(
    r"\b(?:du|dich|dir|dein(?:e[rmns]?)?|euch|eure[rmns]?)\b"
    r"|\bDu (?=(?:bist|hast|kannst|wirst|willst|musst|darfst|\w{2,12}st)\b)"
    r"|\bDein(?:e[rmns]?)? (?=\w)"
)

# A line that lists something may end plainly; a sentence of the letter may not.
_JA_PLAIN: Final = re.compile(
    r"(?:である|であった|だった|だよ|だね|[てで]ね|かな|じゃん|してくれ|なんだ|かもしれない"
    r"|(?<![まで])した|(?<!ま)(?<!で)(?<!ません)だ|(?:し|て)いる|になる|と思う)。"
)
_JA_POLITE: Final = re.compile(
    r"(?:です|ます|ました|でした|ません|ましょう|ください|ございます)(?:か)?。"
)

_AR_STEMS: Final = (
    r"طلب|مقابلت|وقت|اهتمام|سيرت|خبرت|رسالت|أسئلت|ل|إلي|مع|من|نشكر|ندعو|نبلغ|نراسل"
    r"|علي|لدي|وظيفت|ملف|حضور|ب|في|عن|أن|يمكن|يسعد"
)
_AR_PLURAL: Final = re.compile(
    rf"(?<!\w)[وف]?(?:{_AR_STEMS})كم(?!\w)|(?<!\w)أنتم(?!\w)"
)
_AR_SINGULAR: Final = re.compile(
    rf"(?<!\w)[وف]?(?:{_AR_STEMS})ك[\u064e\u0650]?(?!\w)|(?<!\w)أنت[\u064e\u0650]?(?!\w)"
)
_AR_FEMININE: Final = re.compile(
    r"(?<!\w)[وف]?(?:تفضلي|أرسلي|اختاري|أخبرينا|راسلينا|احجزي|أجيبي|أكدي)(?!\w)|\wكِ|أنتِ"
)
_AR_MASCULINE: Final = re.compile(
    r"(?<!\w)[وف]?(?:تفضل|أرسل|اختر|أخبرنا|راسلنا|احجز|أجب)(?!\w)|\wكَ|أنتَ"
)

_AR_MARKS: Final = (
    *("تفضل", "أرسل", "اختا", "اختر", "أخبر", "راسل", "احجز", "أجيبي", "أجب", "أكدي"),
    *("ك\u0650", "ك\u064e", "أنت\u0650", "أنت\u064e"),
)


def formality_findings(message: Message) -> Iterator[Finding]:
    """
    Yield the places that address the candidate otherwise than the message does.

    How the message does is its own formality if that is known, else the form that
    stands in it more often. Where both stand equally often, the later one is found.
    """
    find = _FINDERS.get(language_of(message.locale))
    if find is None:
        return
    part, body = message.body
    text = _QUOTED.sub(lambda match: " " * len(match[0]), body)
    for forms in find(text):
        for span in _others(forms, message.formality):
            yield finding_of("mixed_formality", path="message", part=part, span=span)


def _others(forms: _Forms, formality: str | None) -> list[_Span]:
    if not all(forms.values()):
        # One form only: wrong if it is not the one that was asked for.
        used = next((name for name, spans in forms.items() if spans), formality)
        is_asked = formality is None or formality not in forms or used == formality
        return [] if is_asked or used is None else forms[used]
    if formality in forms:
        return [s for name, spans in forms.items() if name != formality for s in spans]
    counted = sorted(forms.values(), key=lambda spans: (len(spans), -spans[0][0]))
    return counted[0]


def _german(text: str) -> Iterator[_Forms]:
    yield {"formal": _spans(_DE_FORMAL, text), "informal": _spans(_DE_INFORMAL, text)}


def _japanese(text: str) -> Iterator[_Forms]:
    plain = [
        span
        for span in _spans(_JA_PLAIN, text)
        if not text[text.rfind("\n", 0, span[0]) + 1 :].lstrip().startswith(_JA_LIST)
    ]
    yield {"formal": _spans(_JA_POLITE, text), "plain": plain}


_JA_LIST: Final = ("・", "-", "*", "•", "回答", "ご質問")


def _arabic(text: str) -> Iterator[_Forms]:
    plural, singular = _spans(_AR_PLURAL, text), _spans(_AR_SINGULAR, text)
    yield {"formal": plural, "informal": singular}
    # Most letters ask for nothing in the singular.
    singular_forms = any(mark in text for mark in _AR_MARKS)
    yield {
        "feminine": _spans(_AR_FEMININE, text) if singular_forms else [],
        "masculine": _spans(_AR_MASCULINE, text) if singular_forms else [],
    }


def _spans(pattern: re.Pattern[str], text: str) -> list[_Span]:
    return [match.span() for match in pattern.finditer(text)]


_FINDERS: Final[dict[str, Callable[[str], Iterator[_Forms]]]] = {
    "ar": _arabic,
    "de": _german,
    "ja": _japanese,
}
