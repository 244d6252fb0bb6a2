"""
What counts as a mail address and as a link, decided once for every room.

:func:`check_address` accepts the dot-atom form of RFC 5321 and RFC 5322 and
nothing else: no quoted local parts, no comments, no address literals. What is
left has one meaning in every mail program, so it cannot turn into two
recipients on the way.

:func:`check_link` accepts ``https:`` and ``mailto:`` links whose every character
is visible, and whose host is a public domain name.

Both are pure. They import nothing of ours but the errors and late patterns.
"""

from __future__ import annotations

import re
from typing import NoReturn

from followup_kit.characters import late_pattern
from followup_kit.errors import MailError, Problem


__all__ = ["check_address", "check_link"]

_MAX_LOCAL = 64
"""RFC 5321 section 4.5.3.1.1."""

_MAX_ADDRESS = 254
"""RFC 5321 section 4.5.3.1.3: a path of 256 octets with its angle brackets."""

_MAX_DOMAIN = 253
"""RFC 1035 section 2.3.4, without the root label."""

_MAX_INPUT = 1024
"""Nothing longer is looked at: its normal form could only be too long as well."""

_MAX_LINK = 2048
_MAX_PORT = 65_535

_ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]"
_LOCAL = late_pattern(rf"(?!-){_ATEXT}+(?:\.{_ATEXT}+)*")
# A leading hyphen would be read as an option by a sendmail-like program, and
# encoded-word syntax is decoded by header parsers even inside an address.
_LOCAL_TRAPS = ("=?", "?=", "{{", "}}", "{%", "%}")

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# No top-level domain starts with a digit, which keeps out every notation of an
# IPv4 address (RFC 3696 section 2).
_TOP = r"(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])"
_DOMAIN = late_pattern(rf"(?:{_LABEL}\.)+{_TOP}")

# Most addresses and links are plain; what these refuse is looked at closely.
_PLAIN_ADDRESS = late_pattern(
    rf"[a-z0-9]{{1,32}}(?:[._+-][a-z0-9]{{1,15}}){{0,2}}@(?:{_LABEL}\.){{1,3}}[a-z]{{2,24}}",
)
_PLAIN_LINK = late_pattern(
    rf"https://(?:{_LABEL}\.){{1,3}}[a-z]{{2,24}}(?:/(?:[A-Za-z0-9._~/?=&+-]|%20){{0,400}})?"
)

_DEVIATIONS = frozenset("\u00df\u1e9e\u03c2\u200c\u200d")
"""IDNA 2003 and 2008 send a domain with one of these to different places."""

_NEVER_IN_DOMAINS = late_pattern(
    "^-|-$|^..--"  # hyphens where ASCII labels have none (RFC 5891 section 4.2.3.1)
    "|[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]"  # exceptions of RFC 5892
    "|[\u1100-\u11ff]"  # old Hangul jamo
    "|[\u20d0-\u20ff]",  # combining marks for symbols
)
_IDN_CATEGORIES = frozenset({"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"})

_LINK_CHARS = late_pattern(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
_HTTPS = late_pattern(
    r"https://([^/?#:]*)(?::([1-9][0-9]{0,4}))?(?:[/?][^#]*)?(?:#[^#]*)?"
)
# As in ``mail``: some decoders take any letter for an encoding and wait for no end.
_ENCODED_WORD = late_pattern(r"=\?[^?]*\?[A-Za-z]\?")
_MAILTO = late_pattern(r"mailto:([^?#%]+)(?:\?([^#]*))?")
_MAILTO_FIELD = late_pattern(r"(subject|body)=([^=]*)")
_ENCODED_CONTROL = late_pattern(r"%(?:[01][0-9A-F]|7F)", re.IGNORECASE)
_ENCODED_LINE_BREAK = late_pattern(r"%0D%0A", re.IGNORECASE)


def check_address(text: str, *, path: str = "address") -> str:
    """
    Return a mail address in its one normal form.

    The local part is kept as it is, because only the receiving host knows
    whether its case matters. The domain is lower-cased, and a domain with
    non-ASCII letters is written in its ASCII form (``xn--``).

    Args:
        text: The bare address, without a display name or angle brackets.
        path: Where the address stands in the facts, for the error.

    Raises:
        MailError: ``malformed_address`` if the text is not ``local@domain`` in
            dot-atom form (RFC 5321 section 4.1.2) with a public domain name;
            ``non_ascii_local_part`` if a mailbox would need SMTPUTF8;
            ``address_too_long`` above 64 octets before the ``@`` or 254 in all;
            ``malformed_domain`` if the domain has no unambiguous ASCII form.

    Source: RFC 5322 section 3.2.3, RFC 5321 sections 2.3.5 and 4.5.3.1,
    RFC 3490, RFC 5894 section 7.2.
    """
    if (
        type(text) is str
        and len(text) <= _MAX_ADDRESS
        and _PLAIN_ADDRESS.fullmatch(text)
    ):
        return text
    if not issubclass(type(text), str):
        _refuse_address(path, "malformed_address", "This is not one mail address.")
    # The text itself, whatever methods a class derived from str has.
    text = str.__str__(text)
    if text.count("@") != 1:
        _refuse_address(path, "malformed_address", "This is not one mail address.")
    if len(text) > _MAX_INPUT:
        _refuse_address(path, "address_too_long", "The mail address is too long.")
    local, _, domain = text.partition("@")
    if not local.isascii():
        _refuse_address(
            path,
            "non_ascii_local_part",
            "The part before the @ has characters outside ASCII.",
        )
    if not _LOCAL.fullmatch(local) or any(trap in local for trap in _LOCAL_TRAPS):
        _refuse_address(
            path, "malformed_address", "The part before the @ is not a plain name."
        )
    ascii_domain = _check_domain(domain, path)
    address = f"{local}@{ascii_domain}"
    if len(local) > _MAX_LOCAL or len(address) > _MAX_ADDRESS:
        _refuse_address(path, "address_too_long", "The mail address is too long.")
    return address


def check_link(url: str, *, path: str = "link") -> str:
    """
    Return a link unchanged if it is safe to put into a message.

    Accepted are ``https://`` with a public domain name, and ``mailto:`` with one
    address and at most a ``subject`` and a ``body``. Everything must be visible
    ASCII: other characters in a path are percent-encoded by the caller, and an
    international host is given in its ``xn--`` form, since that is what a reader
    can tell apart from a look-alike.

    Args:
        url: The link, at most 2,048 characters.
        path: Where the link stands in the facts, for the error.

    Raises:
        MailError: ``unsafe_link`` for any other scheme (``http:`` and ``tel:``
            included), user information, a port out of range, an IP address, a
            single-label host, a character RFC 3986 does not allow, a
            ``mailto:`` field that adds a recipient or a line to the header, or
            what a mail program would read as an encoded word.

    Source: RFC 3986, RFC 6068, RFC 2047.
    """
    if type(url) is str and _PLAIN_LINK.fullmatch(url) and "=?" not in url:
        return url
    # The text itself, whatever methods a class derived from str has.
    plain = str.__str__(url) if issubclass(type(url), str) else ""
    if (
        len(plain) > _MAX_LINK
        or not _LINK_CHARS.fullmatch(plain)
        or not (_is_safe_https(plain) or _is_safe_mailto(plain))
    ):
        raise MailError(
            Problem(
                path=path,
                code="unsafe_link",
                message="This is not a safe https: or mailto: link.",
                remedy="Give a complete https:// link to a public host, with "
                "characters outside ASCII percent-encoded, or mailto: with one "
                "address.",
            )
        )
    if _ENCODED_WORD.search(plain):
        raise MailError(
            Problem(
                path=path,
                code="unsafe_link",
                message="This link reads like an encoded word of a mail header.",
                remedy="Percent-encode its question marks after the first as %3F.",
            )
        )
    return plain


def _check_domain(domain: str, path: str) -> str:
    """Return the domain in lower-case ASCII form, or raise."""
    ascii_domain = domain.lower() if domain.isascii() else _to_ascii(domain, path)
    if not _DOMAIN.fullmatch(ascii_domain):
        _refuse_address(
            path, "malformed_address", "The part after the @ is not a domain name."
        )
    return ascii_domain


def _to_ascii(domain: str, path: str) -> str:
    """
    Return the ASCII form of an international domain.

    The codec of the standard library is used, never the ``idna`` package: its
    Unicode 3.2 tables are the same in every Python, while a package that may or
    may not be installed, in any version, would make the bytes of a message
    depend on the machine. Labels for which IDNA 2003 and IDNA 2008 could
    disagree are refused instead of being sent to one of two places.
    """
    labels = [_label_to_ascii(label) for label in domain.split(".")]
    if None in labels:
        _refuse_address(
            path,
            "malformed_domain",
            "The domain has no unambiguous form for mail.",
            "Give the domain in its ASCII form, beginning with xn--.",
        )
    return ".".join(label for label in labels if label is not None)


def _label_to_ascii(label: str) -> str | None:
    """Return one label in ASCII form; ``None`` if that is not beyond doubt."""
    if label.isascii():
        return label.lower()
    # Tables that only an international domain needs are loaded for one only.
    import unicodedata
    from encodings import idna

    old = unicodedata.ucd_3_2_0
    plain = old.normalize("NFC", label.lower())
    if (
        not _DEVIATIONS.isdisjoint(label)
        or _NEVER_IN_DOMAINS.search(plain)
        or old.category(plain[0]).startswith("M")
        or any(
            char != "-" and old.category(char) not in _IDN_CATEGORIES for char in plain
        )
    ):
        return None
    try:
        if idna.nameprep(label) != plain:
            return None
        return idna.ToASCII(label).decode("ascii")
    except UnicodeError:
        return None


def _is_safe_https(url: str) -> bool:
    """Tell whether this is an https link to a public domain name."""
    match = _HTTPS.fullmatch(url)
    if not match:
        return False
    host, port = match.group(1).lower(), int(match.group(2) or 0)
    return (
        bool(_DOMAIN.fullmatch(host)) and len(host) <= _MAX_DOMAIN and port <= _MAX_PORT
    )


def _is_safe_mailto(url: str) -> bool:
    """Tell whether this is a mailto link with one recipient in plain sight."""
    match = _MAILTO.fullmatch(url)
    if not match:
        return False
    try:
        check_address(match.group(1))
    except MailError:
        return False
    fields = match.group(2).split("&") if match.group(2) is not None else []
    parsed = [_MAILTO_FIELD.fullmatch(field) for field in fields]
    names = [field.group(1) for field in parsed if field]
    return len(names) == len(fields) == len(set(names)) and all(
        _is_safe_field(field.group(1), field.group(2)) for field in parsed if field
    )


def _is_safe_field(name: str, value: str) -> bool:
    """Tell whether a mailto field hides no control character."""
    if name == "body":
        value = _ENCODED_LINE_BREAK.sub("", value)
    return not _ENCODED_CONTROL.search(value)


def _refuse_address(
    path: str,
    code: str,
    message: str,
    remedy: str = "Give one bare address such as name@example.com.",
) -> NoReturn:
    # The cause, if any, would carry the address itself.
    raise MailError(
        Problem(path=path, code=code, message=message, remedy=remedy)
    ) from None
