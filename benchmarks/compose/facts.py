"""
The facts of the messages that are written: two kinds, four languages.

Every message has its own candidate and hour, so that nobody can answer from a
cache of whole phrases; company, role and sender are those of one employer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from benchmarks.compose.parts import Record


__all__ = ["KINDS", "LOCALES", "SEND_AT", "record"]

KINDS: Final = ("rejected", "next_round")
LOCALES: Final = ("en", "de", "ja", "ar")
SEND_AT: Final = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

_ZONES: Final = {
    "en": "America/New_York",
    "de": "Europe/Berlin",
    "ja": "Asia/Tokyo",
    "ar": "Asia/Riyadh",
}
_TEXTS: Final[dict[str, dict[str, Any]]] = {
    "en": {
        "given": ("Marta", "Liam", "Zoë", "Conor"),
        "surname": ("O'Neill", "Kowalska", "Smith & Sons", "Garcia"),
        "role": "Platform Engineer (R&D)",
        "stage": "technical interview",
        "highlights": (
            "How you planned the move of a hospital's records without an outage.",
            "Your frank account of the <incident> in March, and what came of it.",
            "The question of what a team should refuse to build.",
        ),
        "strengths": (
            "You explained the migration step by step, with numbers.",
            "You asked what the team finds hardest, and listened.",
            "Your notes on monitoring were clear & complete.",
        ),
        "feedback": (
            "Bring one example of a failed plan and what you learned from it.",
            "Say early which trade-offs you accept.",
            "Draw the system before you describe its parts.",
        ),
        "criterion": "Two years of running databases in production",
        "preparation": (
            "Think of a system you know well and would like to talk about.",
            "Have a look at our engineering blog, if you like.",
            "Write down what you want to ask us.",
        ),
    },
    "de": {
        "given": ("Jörg", "Änne", "Mehmet", "Katharina"),
        "surname": ("Müller", "Weiß", "Yılmaz", "Schmidt & Partner"),
        "role": "Plattformentwicklung (m/w/d)",
        "stage": "Fachgespräch",
        "highlights": (
            "Wie Sie den Umzug der Patientenakten ohne Ausfall geplant haben.",
            "Ihr offener Bericht über den <Ausfall> im März und seine Folgen.",
            "Die Frage, was ein Team besser nicht baut.",
        ),
        "strengths": (
            "Sie haben den Umzug Schritt für Schritt mit Zahlen erklärt.",
            "Sie haben gefragt, was dem Team am schwersten fällt.",
            "Ihre Notizen zur Überwachung waren klar & vollständig.",
        ),
        "feedback": (
            "Bringen Sie ein Beispiel für einen Plan mit, der nicht aufging.",
            "Sagen Sie früh, welche Abstriche Sie machen.",
            "Zeichnen Sie das System, bevor Sie seine Teile beschreiben.",
        ),
        "criterion": "Zwei Jahre Erfahrung im Betrieb von Datenbanken",
        "preparation": (
            "Überlegen Sie sich ein System, über das Sie sprechen möchten.",
            "Werfen Sie gern einen Blick in unser Technik-Blog.",
            "Notieren Sie, was Sie uns fragen möchten.",
        ),
    },
    "ja": {
        "given": ("太郎", "花子", "健", "美咲"),
        "surname": ("山田", "佐藤", "髙橋", "渡邊"),
        "role": "基盤エンジニア（R&D）",
        "stage": "技術面接",
        "highlights": (
            "病院の記録を停止なしで移行された際の計画についてのお話。",
            "三月の<障害>とその後の改善についての率直なご説明。",
            "チームが作らないと決めるべきものは何か、というご質問。",
        ),
        "strengths": (
            "移行の手順を数字とともに順を追ってご説明いただいた点。",
            "チームが最も苦労していることを尋ねてくださった点。",
            "監視に関するメモが明確で漏れがなかった点。",
        ),
        "feedback": (
            "うまくいかなかった計画の例を一つご用意されるとよいと思います。",
            "どのような妥協を受け入れるかを早めにお話しください。",
            "部分を説明する前に全体図を描かれるとよいと思います。",
        ),
        "criterion": "本番環境でのデータベース運用経験二年以上",
        "preparation": (
            "お話しになりたいシステムを一つお考えください。",
            "よろしければ弊社の技術ブログをご覧ください。",
            "ご質問をお書き留めください。",
        ),
    },
    "ar": {
        "given": ("ليلى", "عمر", "سارة", "يوسف"),
        "surname": ("حداد", "المنصوري", "خوري", "الزهراني"),
        "role": "هندسة المنصات",
        "stage": "المقابلة التقنية",
        "highlights": (
            "حديثك عن نقل سجلات المستشفى من دون أي توقف",
            "صراحتك في الكلام عن عطل مارس وما تعلمته منه",
            "سؤالك عما ينبغي للفريق ألا يبنيه",
        ),
        "strengths": (
            "شرحك خطوات النقل بالأرقام خطوة خطوة",
            "سؤالك عن أصعب ما يواجه الفريق",
            "وضوح ملاحظاتك عن المراقبة واكتمالها",
        ),
        "feedback": (
            "من المفيد ذكر مثال عن خطة لم تنجح وما تعلمته منها",
            "من المفيد بيان التنازلات المقبولة مبكرا",
            "من المفيد رسم النظام قبل وصف أجزائه",
        ),
        "criterion": "خبرة سنتين في تشغيل قواعد البيانات",
        "preparation": (
            "التفكير في نظام ترغب في الحديث عنه",
            "الاطلاع على مدونتنا التقنية إن أحببت",
            "تدوين ما تود أن تسألنا عنه",
        ),
    },
}


def record(kind: str, locale: str, number: int = 0) -> Record:
    """Return the facts of one message as plain values, as they come from JSON."""
    texts = _TEXTS[locale]
    start = datetime(2026, 11, 19, 9 + number % 6, 30, tzinfo=ZoneInfo(_ZONES[locale]))
    return {
        "interview": _interview(texts, locale, number, start),
        "outcome": _outcome(kind, texts, start + timedelta(days=6)),
    }


def _interview(
    texts: dict[str, Any], locale: str, number: int, start: datetime
) -> Record:
    given, surname = texts["given"], texts["surname"]
    return {
        "candidate": {
            "name": {
                "given": given[number % 4],
                "surname": surname[number // 4 % 4],
            },
            "email": f"candidate{number}@mail.example.org",
            "locale": locale,
            "time_zone": _ZONES[locale],
        },
        "company": {
            "name": "Norrland Data",
            "careers_url": "https://norrland.example.com/jobs?open=1&team=2",
            "privacy_url": "https://norrland.example.com/privacy",
        },
        "role": {"title": texts["role"]},
        "sender": {
            "name": {"given": "Jonas", "surname": "Lindqvist"},
            "email": "jonas.lindqvist@norrland.example.com",
            "role": "Talent Partner",
            "phone": "+46 8 555 010 20",
        },
        "sessions": [
            {
                "start": _iso(start),
                "end": _iso(start + timedelta(minutes=45)),
                "interviewers": [{"name": "Ingrid Berg"}, {"name": "Tomasz Nowak"}],
            }
        ],
        "time_zone": _ZONES[locale],
        "highlights": list(texts["highlights"]),
    }


def _outcome(kind: str, texts: dict[str, Any], start: datetime) -> Record:
    if kind == "rejected":
        return {
            "kind": "rejected",
            "criterion": texts["criterion"],
            "strengths": list(texts["strengths"]),
            "feedback": [
                {"text": text, "shareable": True} for text in texts["feedback"]
            ],
            "may_reapply": True,
            "keep_until": date(2027, 5, 31).isoformat(),
        }
    return {
        "kind": "next_round",
        "stage": texts["stage"],
        "slot": {"start": _iso(start), "end": _iso(start + timedelta(minutes=90))},
        "video_url": "https://meet.example.com/room?id=7&key=a1",
        "interviewers": [{"name": "Kim Novak"}, {"name": "Ingrid Berg"}],
        "preparation": list(texts["preparation"]),
        "confirm_by": (start.date() - timedelta(days=2)).isoformat(),
        "decision_by": (start.date() + timedelta(days=9)).isoformat(),
    }


def _iso(moment: datetime) -> str:
    zone = moment.tzinfo
    key = zone.key if isinstance(zone, ZoneInfo) else "UTC"
    return f"{moment.isoformat(timespec='minutes')}[{key}]"
