"""The Negotiate-Up strategy: its words kept whole, its figures split into asks, floors and expected counters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from parley.guides.blocks import FileBlock
from parley.guides.figures import Saying, read_sentence
from parley.guides.levers import EMPHASIS
from parley.guides.model import Citation, PayBand, Strategy, StrategyFigure
from parley.guides.sections import GuidePart, lead
from parley.money import MARKS, MoneyRange

SENTENCE = re.compile(rf"(?<=[.!?])[\"”')\]*]*\s+(?=[\"“'(\[*]*[A-Z0-9{MARKS}])")
ABBREVIATION = re.compile(r"(?i)(?:\b(?:vs|inc|corp|sr|jr|st|approx|e\.g|i\.e|no|u\.s|u\.k|incl)|\s[A-Z])\.[\"”')\]]*$")


def read_strategies(guide: str, parts: Sequence[GuidePart], bands: Sequence[PayBand]) -> tuple[Strategy, ...]:
    """The strategies of a guide: one a blockquote, else one a section."""
    return tuple(
        _strategy(guide, list(blocks), bands)
        for part in parts
        if part.kind == "strategy"
        for blocks in _blockquotes(part.blocks)
    )


def _blockquotes(blocks: Iterable[FileBlock]) -> Iterator[list[FileBlock]]:
    said = [block for block in blocks if block.kind in ("quote", "paragraph", "item") and block.text]
    if not any(block.kind == "quote" for block in said):
        if said:
            yield said
        return
    for quote, group in groupby(said, key=lambda block: block.level if block.kind == "quote" else -1):
        if quote >= 0:
            yield list(group)


def _strategy(guide: str, blocks: Sequence[FileBlock], bands: Sequence[PayBand]) -> Strategy:
    figures: list[StrategyFigure] = []
    coaching: list[str] = []
    known: list[Saying] = []
    for block, sentence in _sentences(blocks):
        sayings = read_sentence(sentence, bands, known)
        known.extend(sayings)
        citation = Citation(guide, block.line_from, block.line_to)
        figures.extend(_figure(saying, sentence, citation) for saying in sayings)
        if not sayings:
            coaching.append(sentence)
    text = "\n\n".join(_words(block) for block in blocks)
    return Strategy(text, tuple(figures), tuple(coaching), Citation(guide, blocks[0].line_from, blocks[-1].line_to))


def _words(block: FileBlock) -> str:
    """A block without the label that names it the strategy."""
    label = lead(block.text)
    if label and label[1] and "strateg" in label[0].casefold():
        return block.text[block.text.index(label[1], len(label[0])) :]
    return block.text


def _sentences(blocks: Sequence[FileBlock]) -> Iterator[tuple[FileBlock, str]]:
    for block in blocks:
        for line in block.text.split("\n"):
            label = lead(line)
            keep = label is None or "strateg" not in label[0].casefold()
            words = EMPHASIS.sub("", line if keep or label is None else label[1])
            for sentence in split_sentences(words):
                yield block, sentence


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph; figures and abbreviations do not end one.

    >>> split_sentences('I need $210.5K vs. $200K. "My floor is $195K." Go.')
    ['I need $210.5K vs. $200K.', '"My floor is $195K."', 'Go.']
    """
    sentences: list[str] = []
    start = 0
    for match in SENTENCE.finditer(text):
        piece = text[start : match.start()]
        if not ABBREVIATION.search(piece):
            marks = match[0].rstrip()
            sentences.append((piece + marks).strip())
            start = match.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _figure(saying: Saying, sentence: str, citation: Citation) -> StrategyFigure:
    money = {role: MoneyRange(a.low, a.high, a.currency) for role, a in saying.amounts.items()}
    equity = saying.amounts.get("equity")
    return StrategyFigure(
        kind=saying.kind,
        region=saying.region,
        level=saying.level,
        currency=saying.currency,
        base=money.get("base"),
        equity=money.get("equity"),
        equity_years=equity.years if equity else None,
        signing_bonus=money.get("signing"),
        bonus_pct=saying.bonus_pct,
        total_comp=money.get("total"),
        text=sentence,
        citation=citation,
    )
