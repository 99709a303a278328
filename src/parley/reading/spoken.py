"""Numbers in words, as people dictate them: "one eighty five", "ninety-two thousand pounds", "twenty six fifty"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from parley.reading.decades import decade
from parley.reading.number import Number, marks, numerals


@cache
def _spoken() -> re.Pattern[str]:
    rows = numerals()
    small = "|".join(sorted({*rows["ones"], *rows["teens"], *rows["tens"]}, key=len, reverse=True))
    decades = "|".join(rows["decades"])
    scales = "|".join(
        word for word in sorted(rows["scales"], key=len, reverse=True) if len(word) > 2 or word in ("k", "cr")
    )
    nouns = "|".join(sorted(map(re.escape, marks()[2]), key=len, reverse=True))
    unit = rf"(?:hundred|thousand|{small})"
    return re.compile(
        rf"\b(?:(?:low|mid|middle|high|upper)[ -](?P<decade>{decades})"
        rf"|(?P<run>(?:(?:a|an|half(?:\sa)?|(?:a\s)?quarter)[ -]"
        rf"(?=hundred|thousand|million|grand|lakh|crore|quarter)|{unit}[ -])?"
        rf"(?:{unit}|million|grand|lakhs?|crore)(?:(?:[ -]+(?:and[ -])?)(?:{unit}|{scales}|point|a\shalf|half)\b)*))\b"
        rf"(?P<percent>[ -](?:per\s?cents?|percents?|pct)\b(?:\s\(\d+(?:\.\d+)?%\))?|\s?%)?(?P<after>\s(?:{nouns}))?\b",
        re.IGNORECASE,
    )


def in_words(text: str) -> Iterator[Number]:
    """The numbers in words, in order; one below ten stands only with a scale, a noun of money or per cent."""
    nouns = marks()[2]
    for match in _spoken().finditer(text):
        if match["decade"]:
            tens = float(numerals()["decades"][match["decade"].casefold()])
            number = Number(
                match.start("decade"), match.end(), text[match.start("decade") : match.end()], tens, rule="spoken"
            )
            yield decade(text, number, tens, 1.0)
            continue
        value, scaled, sure = _said(match["run"])
        if value is None or (not sure and not match["percent"] and not match["after"]):
            continue
        code = nouns[match["after"].strip().casefold()] if match["after"] else None
        percent = bool(match["percent"])
        yield Number(
            match.start(), match.end(), match[0], value, None, code, (), percent=percent, scaled=scaled,
            signed=bool(code), rule="spoken",
        )  # fmt: skip


def _said(run: str) -> tuple[float | None, bool, bool]:
    """The value of words of number, whether a scale was said, and whether they are surely a number of pay's size.

    >>> [_said(run)[0] for run in ("a hundred and twenty thousand", "two-forty", "thirty-nine two", "one oh eight")]
    [120000.0, 240.0, 39.2, 108.0]
    """
    rows = numerals()
    words = [word for word in re.split(r"[\s,-]+", run.casefold()) if word not in ("and", "an")]
    half = 0.0
    factor = 1.0
    for lead, part in ((["half", "a"], 0.5), (["a", "quarter"], 0.25), (["half"], 0.5), (["quarter"], 0.25)):
        if words[: len(lead)] == lead and len(words) > len(lead):
            words, factor = words[len(lead) :], part
            break
    if words[-2:] == ["a", "half"]:
        words, half = words[:-2], 0.5
    elif words[-1:] == ["half"]:
        words, half = words[:-1], 0.5
    total, scaled = 0.0, False
    group: list[str] = []
    for word in words:
        scale = float(rows["scales"].get(word, 0))
        if scale and word not in ("l", "m", "b", "t"):
            amount = _group(group)
            total += (
                (1.0 if amount is None else amount) * scale
                if not (half and word == words[-1])
                else (amount or 1.0) * scale + half * scale
            )
            group, scaled = [], True
        else:
            group.append(word)
    rest = _group(group)
    if group and rest is None:
        return None, False, False
    value = (total + (rest or 0.0)) * factor + (half if not scaled else 0.0)
    if scaled and rest and len(words) == 2 and words[0] in rows["ones"]:
        return value, True, True
    sure = scaled or value >= 10 or len(words) > 1
    return (value, scaled, sure)


def _group(words: list[str]) -> float | None:
    """Below one thousand: "one eighty five" 185, "twenty six fifty" 26.5, "thirty-nine two" 39.2."""
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
    rows = numerals()
    found = rows["ones"].get(word, rows["teens"].get(word, rows["tens"].get(word)))
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
