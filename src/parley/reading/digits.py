"""Numbers in digits, in every notation of the world that people use for pay.

>>> [(number.text, number.low, number.currency) for number in in_digits("62 500 kr, CHF 62'000, 4.200 €")]
[('62 500 kr', 62500.0, None), ("CHF 62'000", 62000.0, 'CHF'), ('4.200 €', 4200.0, 'EUR')]
>>> [(number.text, number.low, number.currency) for number in in_digits("R$ 14.200,00 and 35p")]
[('R$ 14.200,00', 14200.0, 'BRL'), ('35p', 0.35, 'GBP')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import combining

from parley.data import load
from parley.money import currencies
from parley.reading.decades import decade, is_shaded
from parley.reading.number import LARGEST, Number, marks, numerals

_GROUPED = r"\d{1,3}(?P<sep>[,.'’\u00a0 ])\d{3}(?:(?P=sep)\d{3})*(?![\d])(?:(?!(?P=sep))[.,]\d{1,2}(?!\d))?"
_INDIAN = r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?(?!\d)"
_PLAIN = r"\d+(?:[.,]\d{1,4}(?![\d]|,\d))?|\.\d+"
"""A comma before another comma and digit parts the fields of a table: "178000,10,150000"."""


@cache
def _digits() -> re.Pattern[str]:
    either, *_ = marks()
    words = sorted(numerals()["scales"], key=len, reverse=True)
    glued = "|".join(re.escape(word) for word in words)
    apart = "|".join(re.escape(word) for word in words if len(word) > 1 or not word.isascii() or word in "kml")
    nouns = "|".join(sorted(map(re.escape, marks()[2]), key=len, reverse=True))
    codes = "|".join(currencies())
    whole = "|".join(
        sorted(
            map(re.escape, {w.split()[0] for w in marks()[3]} | {"hong kong", "new zealand", "sri lankan"}),
            key=len,
            reverse=True,
        )
    )
    return re.compile(
        rf"(?P<before>(?:(?<![A-Za-z])(?:{either})[ \u00a0]?){{1,2}}|(?<![A-Za-z])(?:dollari?|euros?)[ ])?"
        rf"(?P<plus>(?<![\w)])[+~±])?"
        rf"(?P<number>(?<![\d])(?<![\d][.,])(?:{_INDIAN}|{_GROUPED}|{_PLAIN}))"
        rf"(?P<decade>(?:'?s|-?ish|-odd)(?![a-z]))?"
        rf"(?:(?P<glued>{glued})(?:ish|\+)?(?:(?![^\W_])|(?=(?:{codes})\b|[円元원]))"
        rf"|[ \u00a0-](?!l\.e)(?P<apart>{apart})(?:ish)?(?:(?![^\W_])|(?=(?:{codes})\b)))?"
        rf"(?P<half>[ ]and[ ]a[ ]half\b)?"
        rf"(?P<percent>[ \u00a0]?%|[ -]?(?:per[ ]?cents?|percents?|pct)\b)?"
        rf"(?P<after>[ \u00a0]?(?:d[ei][ ])?(?:(?:{either})(?![A-Za-z\d])|(?:(?:{whole})[ ])?(?:{nouns})(?![A-Za-z])))?"
        r"(?P<small>(?:[ ]?(?:pence|cents?)|p|c)(?![A-Za-z\d/.]))?"
        r"(?P<minor>(?<=pound)[ ]\d\d(?!\d)|(?<=pounds)[ ]\d\d(?!\d))?",
        re.IGNORECASE,
    )


def in_digits(text: str) -> Iterator[Number]:
    """The numbers in digits, in order: grouped in any way, with marks, scales and signs before and behind."""
    at = 0
    while match := _digits().search(text, at):
        at = max(match.end(), match.start() + 1)
        number = _read(text, match)
        if number:
            yield number
            at = max(number.end, match.start() + 1)
        elif match["sep"] == " ":  # "L3 240": the level's digit is no thousand
            at = match.start("number") + match["number"].index(" ")


def _read(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    letter = text[match.start("number") - 1 : match.start("number")]
    if match["before"] is not None and _is_letter(match):
        return None
    if match["before"] is None and letter and (letter.isalpha() or letter == "_"):
        return None  # "L4", "401k" behind a letter, ids
    raw = match["number"]
    if match["sep"] == " " and _is_two(text, match, raw):
        first = _digits().match(text, match.start("number"), match.start("number") + raw.index(" "))
        return _read(text, first) if first else None
    value = _value(raw, percent=bool(match["percent"]))
    scale_word = (match["glued"] or match["apart"] or "").casefold()
    if scale_word and _is_other_word(text, match, scale_word):
        scale_word, end = "", match.end("number")
    scale = float(numerals()["scales"].get(scale_word, 1))
    after = match["after"] if end == match.end() else None
    if after and _is_word_here(after.strip(), value * scale):
        after, end = None, match.start("after")
    code, shared = _currency(match["before"], after)
    if scale_word == "mil" and _is_thousand(text, end, code):
        scale = 1000.0
    small = bool(match["small"]) and end == match.end() and not scale_word
    if small:
        scale = 0.01
        code = code or ("GBP" if match["small"].strip().casefold() in ("p", "pence") else None)
    low = (value + (0.5 if match["half"] else 0)) * scale + float(match["minor"] or 0) / 100
    if low > LARGEST or len(raw) > 24 or _hides_letter(text, match, end):
        return None
    shown = text[start:end]
    left, right = len(shown) - len(shown.lstrip()), len(shown) - len(shown.rstrip())
    rule = "percent" if match["percent"] else "decade" if match["decade"] else "grouped" if match["sep"] else "digits"
    number = Number(
        start + left, end - right, shown.strip(), round(low, 6), None, code, shared,
        percent=bool(match["percent"]), scaled=scale != 1, signed=bool(code or shared), rule=rule,
    )  # fmt: skip
    plural = (match["decade"] or "").strip("'").casefold() == "s"
    return decade(text, number, value, scale) if plural or (value % 10 == 0 and is_shaded(text, number)) else number


def _is_thousand(text: str, end: int, code: str | None) -> bool:
    """Whether "mil" is the thousand of Portuguese and Spanish: by the currency, or by what stands behind it."""
    careful = load("numerals")
    return (
        code in careful["thousands_in"] or re.match(careful["thousands_before"], text[end : end + 24], re.I) is not None
    )


def _is_letter(match: re.Match[str]) -> bool:
    """Whether a mark of one letter is part of a code: "R3", "N4"; "R48 000" and "N180k" are money."""
    mark = match["before"].strip()
    money = match["sep"] or match["glued"] or len(match["number"]) > 3
    return len(mark) == 1 and mark.isascii() and mark.isalpha() and not (mark.isupper() and money)


def _is_word_here(after: str, value: float) -> bool:
    """Whether what follows is a word of the language and no money: "95 try", "120 won"."""
    word, careful = after.casefold(), load("numerals")
    return (word in careful["uppercase"] and not after.isupper()) or (word in careful["large"] and value < 1000)


_LOOKS_LIKE_A_DIGIT = re.compile(r"[OoIlSB][\dkK,.O]|[A-Za-z]\d")


def _hides_letter(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a letter that looks like a digit, or one of another alphabet, hangs on the number: then it is none."""
    behind = text[end : end + 1]
    other = not behind.isascii() and (behind.lower() != behind.upper() or behind.isdigit() or combining(behind) > 0)
    ahead = text[match.start("number") - 1 : match.start("number")]
    strange = not ahead.isascii() and (ahead.lower() != ahead.upper() or ahead.isdigit())
    other = other or (strange and not match["before"])
    return other or (end == match.end("number") and _LOOKS_LIKE_A_DIGIT.match(text, end) is not None)


_COUNTED = re.compile(r"\b(?:years?|yrs?|level|step|grade|offer|round|option|p|l)[ ]?$", re.IGNORECASE)


def _is_two(text: str, match: re.Match[str], raw: str) -> bool:
    """Whether digits parted by a space are two numbers: "year 1 210", "0 410"."""
    if raw.startswith("0"):
        return True
    return (
        raw[1] == " " and not match["before"] and bool(_COUNTED.search(text[max(match.start() - 8, 0) : match.start()]))
    )


def _is_other_word(text: str, match: re.Match[str], scale: str) -> bool:
    """Whether the scale is a word of its own here: "a 40 man startup", "30 m away"."""
    never = load("numerals")["careful"].get(scale)
    if never is None:
        return False
    if match["apart"] and len(scale) == 1 and scale != "l":
        return not match["before"]
    following = re.match(r"\s+(\w+)", text[match.end() :])
    return bool(following and following[1].casefold() in never)


def _value(raw: str, *, percent: bool) -> float:
    """The number that digits with separators mean: a lone group of three behind one sign is thousands.

    >>> [_value(raw, percent=False) for raw in ("62 500", "4.200", "31,50", "1.250,50", "12,00,000", "52.5")]
    [62500.0, 4200.0, 31.5, 1250.5, 1200000.0, 52.5]
    """
    raw = raw.replace("\u00a0", " ").replace("’", "'")
    for mark in (" ", "'"):
        raw = raw.replace(mark, "")
    if raw.startswith("."):
        return float("0" + raw)
    marks = [char for char in raw if char in ".,"]
    if not marks:
        return float(raw)
    last = marks[-1]
    tail = raw.rsplit(last, 1)[1]
    mixed = len(set(marks)) == 2
    thousands = len(tail) == 3 and not (raw.startswith("0") or percent) and not mixed
    if thousands or (marks.count(last) > 1 and not mixed):
        return float(re.sub(r"[.,]", "", raw))
    whole, _, rest = raw.rpartition(last)
    return float(f"{re.sub(r'[.,]', '', whole) or '0'}.{rest}")


def _currency(before: str | None, after: str | None) -> tuple[str | None, tuple[str, ...]]:
    _, meaning, nouns, adjectives = marks()
    shared: tuple[str, ...] = ()
    for said in (after, before):
        word = re.sub(r"^d[ei] ", "", (said or "").strip().casefold())
        if not word:
            continue
        pieces = word.split()
        if len(pieces) > 1 and pieces[-1] in nouns:
            single = pieces[-1].rstrip("s")
            code = adjectives.get(f"{' '.join(pieces[:-1])} {single}") or nouns[pieces[-1]]
            return code, ()
        codes = meaning.get(word) or meaning.get(word.replace(" ", "")) or ((nouns[word],) if word in nouns else ())
        if not codes and len(pieces) > 1:
            codes = next(
                (meaning[piece] for piece in pieces if len(piece) > 1 and piece in meaning), meaning.get(pieces[0], ())
            )
        if len(codes) == 1 or word == "$":
            return codes[0], ()
        shared = shared or codes
    return None, shared
