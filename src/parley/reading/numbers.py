"""Every number of a text that might be pay, in every notation that people use: spans with their parse, no meaning yet.

In: a text as written at the door (`parley.reading.writing`). Out: `Number`s in order, each with the rule that found it.
What a number is (pay or not, which part, whose) is not decided here: "L4", "5 years" and "2026" are numbers too.

>>> [(n.text, n.low, n.high, n.currency) for n in numbers("£130k base, 95 000 EUR stock, 12 lpa, 38-44k")]
[('£130k', 130000.0, None, 'GBP'), ('95 000 EUR', 95000.0, None, 'EUR'), ('12 lpa', 1200000.0, None, None), ('38-44k', 38000.0, 44000.0, None)]
>>> [(n.text, n.low, n.percent) for n in numbers("one eighty five base, ten per cent, 4.200 € brutto, twenty six fifty an hour")]
[('one eighty five', 185.0, False), ('ten per cent', 10.0, True), ('4.200 €', 4200.0, False), ('twenty six fifty', 26.5, False)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from parley.data import load
from parley.money import codes_by_symbol, currencies

LARGEST = 1e12
"""More than anybody's pay in any currency; a longer number is none."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `text[start:end]`: `low` (and `high` of a range) in the units written, with written scales applied.

    `scaled`: a scale stood there ("k", "lakh"), so that no other is to be guessed. `currency` is ISO 4217 where a mark
    or word tells it; `shared` lists what a mark may stand for where several share it ("kr"). `rule` names the notation.
    """

    start: int
    end: int
    text: str
    low: float
    high: float | None = None
    currency: str | None = None
    shared: tuple[str, ...] = ()
    percent: bool = False
    scaled: bool = False
    signed: bool = False
    rule: str = "digits"


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    return load("numerals")


@cache
def _marks() -> tuple[str, Mapping[str, tuple[str, ...]], Mapping[str, str], Mapping[str, str]]:
    """Marks and codes as an alternation, what each may mean, nouns of money, and adjectives with their noun."""
    meaning = {mark.casefold(): codes for mark, codes in codes_by_symbol().items()}
    marks = "|".join(re.escape(mark) for mark in sorted(meaning, key=len, reverse=True))
    nouns = {word.casefold(): row.code for row in currencies().values() for word in row.words}
    adjectives = {
        f"{adjective} {noun}": code for noun, row in load("numerals")["countries"].items() for adjective, code in row.items()
    }
    return marks, meaning, nouns, adjectives


_GROUPED = r"\d{1,3}(?P<sep>[,.'’\u00a0 ])\d{3}(?:(?P=sep)\d{3})*(?![\d])(?:(?!(?P=sep))[.,]\d{1,2}(?!\d))?"
_INDIAN = r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?(?!\d)"
_PLAIN = r"\d+(?:[.,]\d+)?|\.\d+"


@cache
def _digits() -> re.Pattern[str]:
    marks, *_ = _marks()
    table = _table()
    words = sorted(table["scales"], key=len, reverse=True)
    glued = "|".join(re.escape(word) for word in words)
    apart = "|".join(re.escape(word) for word in words if len(word) > 1 or not word.isascii() or word in "kml")
    nouns = "|".join(sorted(map(re.escape, _marks()[2]), key=len, reverse=True))
    whole = "|".join(sorted(map(re.escape, {w.split()[0] for w in _marks()[3]} | {"hong kong", "new zealand", "sri lankan"}), key=len, reverse=True))
    return re.compile(
        rf"(?P<before>(?:(?<![A-Za-z])(?:{marks})\s?){{1,2}})?(?P<plus>(?<![\w)])[+~±])?"
        rf"(?P<number>(?<![\d])(?<![\d][.,])(?:{_INDIAN}|{_GROUPED}|{_PLAIN}))"
        rf"(?P<decade>(?:'?s|-?ish|-odd)(?![a-z]))?"
        rf"(?:(?P<glued>{glued})(?:ish|\+)?(?![^\W\d_])|[ \u00a0-](?P<apart>{apart})(?:ish)?(?![^\W_]))?"
        rf"(?P<half>[ ]and[ ]a[ ]half\b)?"
        rf"(?P<percent>[ \u00a0]?%|[ -]?(?:per[ ]?cents?|percents?|pct)\b)?"
        rf"(?P<after>[ \u00a0]?(?:(?:{marks})(?![A-Za-z\d])|(?:(?:{whole})[ ])?(?:{nouns})(?![A-Za-z])))?"
        r"(?P<small>(?:[ ]?(?:pence|cents?)|p|c)(?![A-Za-z\d/.]))?(?P<minor>(?<=pound)[ ]\d\d(?!\d)|(?<=pounds)[ ]\d\d(?!\d))?",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def numbers(text: str) -> tuple[Number, ...]:
    """Every number of `text` in order, ranges joined; see `Number`. Linear in the length of the text."""
    found = sorted([*_in_digits(text), *_in_words(text)], key=lambda number: number.start)
    apart: list[Number] = []
    for number in found:
        if not apart or number.start >= apart[-1].end:
            apart.append(number)
    return tuple(_joined(text, apart))


def _in_digits(text: str) -> Iterator[Number]:
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
    if match["before"] is None and letter and (letter.isalpha() or letter == "_"):
        return None  # "L4", "401k" behind a letter, ids
    raw = match["number"]
    if match["sep"] == " " and _is_two(text, match, raw):
        return _read(text, _digits().match(text, match.start("number"), match.start("number") + raw.index(" ")))
    value = _value(raw, percent=bool(match["percent"]))
    table = _table()
    scale_word = (match["glued"] or match["apart"] or "").casefold()
    if scale_word and _is_other_word(text, match, scale_word):
        scale_word, end = "", match.end("number")
    scale = float(table["scales"].get(scale_word, 1))
    code, shared = _currency(match["before"], match["after"] if end == match.end() else None)
    small = bool(match["small"]) and end == match.end() and not scale_word
    if small:
        scale = 0.01
        code = code or ("GBP" if match["small"].strip().casefold() in ("p", "pence") else None)
    low = (value + (0.5 if match["half"] else 0)) * scale + float(match["minor"] or 0) / 100
    if low > LARGEST or len(raw) > 24:
        return None
    shown = text[start:end]
    left, right = len(shown) - len(shown.lstrip()), len(shown) - len(shown.rstrip())
    rule = "percent" if match["percent"] else "decade" if match["decade"] else "grouped" if match["sep"] else "digits"
    number = Number(
        start + left, end - right, shown.strip(), round(low, 6), None, code, shared,
        percent=bool(match["percent"]), scaled=scale != 1, signed=bool(code or shared), rule=rule,
    )  # fmt: skip
    return _decade(text, number, value, scale) if (match["decade"] or "").strip("'").casefold() == "s" else number


_COUNTED = re.compile(r"\b(?:years?|yrs?|level|step|grade|offer|round|option|p|l)[ ]?$", re.IGNORECASE)


def _is_two(text: str, match: re.Match[str], raw: str) -> bool:
    """Whether digits parted by a space are two numbers: "year 1 210", "0 410"."""
    if raw.startswith("0"):
        return True
    return raw[1] == " " and not match["before"] and bool(_COUNTED.search(text[max(match.start() - 8, 0) : match.start()]))


_NEARLY = {"low": (0, 3), "mid": (4, 6), "middle": (4, 6), "high": (6, 9), "upper": (6, 9)}
_SHADE = re.compile(r"\b(low|mid|middle|high|upper)(?:[ -]to[ -](?:mid|high))?[ -]$", re.IGNORECASE)


def _decade(text: str, number: Number, value: float, scale: float) -> Number:
    """ "mid 90s" is 95, "low fifties" 50 to 53, "the 40s" 40 to 49."""
    ahead = _SHADE.search(text[max(number.start - 16, 0) : number.start])
    tens = 100 if value >= 100 and value % 100 == 0 else 10
    if not ahead:
        return replace(number, high=(value + tens * 0.9) * scale, rule="decade")
    start = max(number.start - 16, 0) + ahead.start()
    shade, unit = ahead[1].casefold(), tens / 10
    if shade.startswith("mid"):
        low, high = (value + 5 * unit) * scale, None
    else:
        first, last = _NEARLY[shade]
        low, high = (value + first * unit) * scale, (value + last * unit) * scale
    return replace(number, start=start, text=text[start : number.end], low=low, high=high, rule="decade")


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
    _, meaning, nouns, adjectives = _marks()
    shared: tuple[str, ...] = ()
    for said in (after, before):
        word = (said or "").strip().casefold()
        if not word:
            continue
        pieces = word.split()
        if len(pieces) > 1 and pieces[-1] in nouns:
            single = pieces[-1].rstrip("s")
            code = adjectives.get(f"{' '.join(pieces[:-1])} {single}") or nouns[pieces[-1]]
            return code, ()
        codes = meaning.get(word) or meaning.get(word.replace(" ", "")) or ((nouns[word],) if word in nouns else ())
        if not codes and len(pieces) > 1:
            codes = next((meaning[piece] for piece in pieces if len(piece) > 1 and piece in meaning), meaning.get(pieces[0], ()))
        if len(codes) == 1 or word == "$":
            return codes[0], ()
        shared = shared or codes
    return None, shared


@cache
def _spoken() -> re.Pattern[str]:
    table = _table()
    small = "|".join(sorted({*table["ones"], *table["teens"], *table["tens"]}, key=len, reverse=True))
    decades = "|".join(table["decades"])
    scales = "|".join(word for word in sorted(table["scales"], key=len, reverse=True) if len(word) > 2 or word in ("k", "cr"))
    nouns = "|".join(sorted(map(re.escape, _marks()[2]), key=len, reverse=True))
    unit = rf"(?:hundred|thousand|{small})"
    return re.compile(
        rf"\b(?:(?:low|mid|middle|high|upper)[ -](?P<decade>{decades})"
        rf"|(?P<run>(?:(?:a|an|half\sa|a\squarter)[ -](?=hundred|thousand|million|grand|lakh|crore|quarter)|{unit}[ -])?"
        rf"(?:{unit}|million|grand|lakhs?|crore)(?:(?:[ -]+(?:and[ -])?)(?:{unit}|{scales}|point|a\shalf|half)\b)*))\b"
        rf"(?P<percent>[ -](?:per\s?cents?|percents?|pct)\b(?:\s\(\d+(?:\.\d+)?%\))?|\s?%)?(?P<after>\s(?:{nouns}))?\b",
        re.IGNORECASE,
    )


def _in_words(text: str) -> Iterator[Number]:
    nouns = _marks()[2]
    for match in _spoken().finditer(text):
        if match["decade"]:
            value = float(_table()["decades"][match["decade"].casefold()])
            number = Number(match.start("decade"), match.end(), text[match.start("decade") : match.end()], value, rule="spoken")
            yield _decade(text, number, value, 1.0)
            continue
        value, scaled, sure = _said(match["run"])
        if value is None or (not sure and not match["percent"] and not match["after"]):
            continue
        code = nouns[match["after"].strip().casefold()] if match["after"] else None
        percent = bool(match["percent"])
        yield Number(
            match.start(), match.end(), match[0], value, None, code, (), percent=percent, scaled=scaled, signed=bool(code), rule="spoken"
        )  # fmt: skip


def _said(run: str) -> tuple[float | None, bool, bool]:
    """The value of words of number, whether a scale was said, and whether they are surely a number of pay's size.

    >>> [_said(run)[0] for run in ("a hundred and twenty thousand", "two-forty", "thirty-nine two", "one oh eight")]
    [120000.0, 240.0, 39.2, 108.0]
    """
    table = _table()
    words = [word for word in re.split(r"[\s,-]+", run.casefold()) if word not in ("and", "an")]
    half = 0.0
    if words[:2] == ["half", "a"]:
        words, factor = words[2:], 0.5
    elif words[:2] == ["a", "quarter"]:
        words, factor = words[2:], 0.25
    else:
        factor = 1.0
    if words[-2:] == ["a", "half"]:
        words, half = words[:-2], 0.5
    elif words[-1:] == ["half"]:
        words, half = words[:-1], 0.5
    total, group, scaled = 0.0, [], False
    for word in words:
        scale = float(table["scales"].get(word, 0))
        if scale and word not in ("l", "m", "b", "t"):
            amount = _group(group)
            total += (1.0 if amount is None else amount) * scale if not (half and word == words[-1]) else (amount or 1.0) * scale + half * scale
            group, scaled = [], True
        else:
            group.append(word)
    rest = _group(group)
    if group and rest is None:
        return None, False, False
    value = (total + (rest or 0.0)) * factor + (half if not scaled else 0.0)
    if scaled and rest and len(words) == 2 and words[0] in table["ones"]:
        return value, True, True
    sure = scaled or value >= 10 or len(words) > 1
    return (value, scaled, sure)


def _group(words: list[str]) -> float | None:
    """Below one thousand: "one eighty five" 185, "twenty six fifty" 26.5, "thirty-nine two" 39.2, "sixteen point five"."""
    if not words:
        return None
    if "point" in words:
        at = words.index("point")
        whole, digits = _group(words[:at]), words[at + 1 :]
        small = [_small(word) for word in digits]
        if whole is None or not digits or any(one is None for one in small):
            return None
        return float(f"{whole:g}.{''.join(f'{one:g}' for one in small if one is not None)}")
    if "hundred" in words:
        at = words.index("hundred")
        ahead = [word for word in words[:at] if word != "a"]
        many, rest = (_group(ahead) if ahead else 1.0), (_group(words[at + 1 :]) if words[at + 1 :] else 0.0)
        return None if many is None or rest is None else many * 100 + rest
    values = [_small(word) for word in words if word != "a"]
    if not values or any(value is None for value in values):
        return None
    return _side_by_side([value for value in values if value is not None])


def _small(word: str) -> float | None:
    table = _table()
    found = table["ones"].get(word, table["teens"].get(word, table["tens"].get(word)))
    return None if found is None else float(found)


def _side_by_side(values: list[float]) -> float | None:
    chunks: list[float] = []
    for value in values:
        if chunks and chunks[-1] >= 20 and chunks[-1] % 10 == 0 and 0 < value < 10:
            chunks[-1] += value
        else:
            chunks.append(value)
    if len(chunks) == 1:
        return chunks[0]
    if len(chunks) == 3 and chunks[1] == 0 and chunks[0] < 10:
        return chunks[0] * 100 + chunks[2]
    if len(chunks) == 2:
        first, second = chunks
        if first < 10:
            return first * 100 + second if second >= 10 else None
        return first + second / 10 if second < 10 else first + second / 100
    if len(chunks) == 3 and chunks[0] < 10 and chunks[1] >= 10 and chunks[2] < 10:
        return chunks[0] * 100 + chunks[1] + chunks[2] / 10
    return None


_BRIDGE = re.compile(r"[ ]?(?:-|–|—|~|to|bis|or|à|do)\s?|\s(?:to|and|or|up to|max)\s|(?:k|K)?\s?(?:-|–|—)\s?", re.IGNORECASE)
_MOVED = re.compile(
    r"(?<!goes )(?<!ranges )(?<!range )(?<!is )(?<!runs )\bfrom[ ]$"
    r"|\b(?:went|bump\w*|rais\w+|rose|increas\w+|upp\w+|lift\w*|jump\w*|drop\w*|cut|reduc\w+|chang\w+|push\w*|budged?|improv\w+|nudg\w+|crept)"
    r"\b[^.:\n]{0,24}$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|btw|entre|zwischen)\s(?:\w+\s)?$", re.IGNORECASE)


def _joined(text: str, found: list[Number]) -> Iterator[Number]:
    """Ranges made of two numbers: "38-44k", "$145,000 – $210,000", "between 90 and 95"; "from 85 to 92" is two."""
    at = 0
    while at < len(found):
        one = found[at]
        other = found[at + 1] if at + 1 < len(found) else None
        joined = _range(text, one, other) if other else None
        yield joined or one
        at += 2 if joined else 1


def _range(text: str, one: Number, other: Number) -> Number | None:
    gap = text[one.end : other.start]
    if len(gap) > 8 or one.high is not None or other.high is not None or not _BRIDGE.fullmatch(gap):
        return None
    if one.percent and not other.percent and other.signed:
        return None
    word = gap.strip().casefold()
    ahead = text[max(one.start - 40, 0) : one.start]
    between = bool(_BETWEEN.search(ahead))
    if word == "and" and not between:
        return None
    if word == "or" and not one.low < other.low <= 1.1 * one.low:
        return None
    if word == "to" and not between and _MOVED.search(ahead):
        return None
    low, high = one.low, other.low
    if other.scaled and not one.scaled and not other.percent and low < high:
        factor = 1000.0 if other.low >= 1000 and other.low < 1e6 and low < 1000 else _scale_of(other)
        low = low * factor
    elif other.rule == "grouped" and low * 1000 < high and low < 1000 and not one.signed:
        low = low * 1000
    scaled = one.scaled or other.scaled
    if low >= high and not (scaled and one.scaled and not other.scaled):
        return None
    if one.scaled and not other.scaled and high < low:
        high = high * _scale_of(one)
    if low >= high or high > 6 * low and low < 1000:
        return None
    code = one.currency or other.currency
    return Number(
        one.start, other.end, text[one.start : other.end], low, high, code, one.shared or other.shared,
        percent=one.percent or other.percent, scaled=scaled, signed=one.signed or other.signed, rule="range",
    )  # fmt: skip


def _scale_of(number: Number) -> float:
    for scale in (1e7, 1e6, 1e5, 1e4, 1e3):
        if number.low >= scale:
            return scale
    return 1.0
