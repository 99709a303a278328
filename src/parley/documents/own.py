"""Which lines are the person's own sentence to the coach: at the head or the foot of what they pasted.

>>> from parley.documents.lines import lines_of
>>> from parley.reading.writing import written
>>> said = written("Dear Rowan,\\nYour base salary will be £66,000.\\n\\nis that fair?")
>>> [said.text[slice(*span)] for span in own_spans(said.text, lines_of(said))]
['is that fair?']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parley.documents.lines import is_row
from parley.documents.model import Line
from parley.documents.tables import pattern, weight_of

Spans = tuple[tuple[int, int], ...]
MOST = 8
"""Lines of the person's own at one end; more are a document."""
SIGNED = 3
"""Lines at the head in which a letter greets somebody."""
FEW_WORDS = 12
ROW = 3
"""How much a row of cells is the document's."""
WHOLE = 2
"""The voice from which on a sentence is the person's own in a line that is not."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def voice(text: str) -> int:
    """Above nothing: the person's own voice; below: the document's.

    >>> voice("is that fair?") > 0, voice("Your base salary will be £66,000.") < 0
    (True, True)
    """
    return weight_of("own", text) - weight_of("theirs", text) - ROW * is_row(text)


def own_spans(text: str, lines: Sequence[Line], *, taken: Sequence[Line] = ()) -> Spans:
    """Where the person speaks to the coach; `taken` are lines that are somebody's in a chat or a mail."""
    foot = [] if _is_signed(lines) else list(_from_end(text, lines, taken))
    past = {line.start for line, _ in foot}
    head = list(_from_start(lines, [*taken, *(line for line in lines if line.start in past)]))
    return _joined(sorted([*(span for _, span in head), *(span for _, span in foot)]))


def _is_signed(lines: Sequence[Line]) -> bool:
    """Whether what greets somebody at the head ends with a name: all of it is a letter, whatever its voice."""
    greets = any(pattern("greets").match(line.text) for line in lines[:SIGNED])
    return greets and len(lines) > SIGNED and pattern("signed").match(lines[-1].text) is not None


def _from_end(text: str, lines: Sequence[Line], taken: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, int]]]:
    below = False
    for index, line in enumerate(reversed(lines[-MOST:])):
        if line in taken or line.depth:
            return
        own = max(voice(line.text), _prose(line.text))
        beside = below and index and "\n\n" not in text[line.end : lines[len(lines) - index].start]
        if own > 0 or (own == 0 and (beside or _tops_own(text, lines, index)) and _is_plain(line)):
            yield line, (_past_mark(line), line.end)
            below = True
            continue
        tail = _tail(line)
        if tail is not None:
            yield line, (tail, line.end)
        return


def _prose(text: str) -> int:
    """Of several sentences: those in the person's voice less those in the document's."""
    voices = [voice(sentence) for sentence in _SENTENCE.split(text)]
    return sum(one >= WHOLE for one in voices) - sum(one < 0 for one in voices) if len(voices) > 2 else 0


def _from_start(lines: Sequence[Line], taken: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, int]]]:
    for line in lines[:MOST]:
        if line in taken or line.depth:
            return
        if max(voice(line.text), _prose(line.text)) > 0:
            yield line, (line.start, line.end)
            continue
        head = _head(line)
        if head is not None:
            yield line, (line.start, head)
        return


def _tops_own(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether the last line goes on from one of the person's own right above it, not from a signature."""
    if index or len(lines) < 2 or "\n\n" in text[lines[-2].end : lines[-1].start]:
        return False
    return not lines[-2].depth and voice(lines[-2].text) > 0


def _is_plain(line: Line) -> bool:
    """Short words without a figure or a label: "which one", "Senior, remote"."""
    return len(line.text.split()) <= FEW_WORDS and not re.search(r"\d|:", line.text)


def _past_mark(line: Line) -> int:
    """Where the words start behind a rule that sets them apart ("-- is this fair?")."""
    mark = pattern("apart").match(line.text)
    return line.start + (mark.end() if mark else 0)


def _tail(line: Line) -> int | None:
    """Where the person's last sentences of a line start, if its other sentences are the document's."""
    starts = [0, *(match.end() for match in _SENTENCE.finditer(line.text))]
    own: int | None = None
    for start, end in reversed(list(zip(starts, [*starts[1:], len(line.text)], strict=True))):
        if voice(line.text[start:end]) < WHOLE:
            break
        own = start
    return None if own is None or own == 0 else line.start + own


def _head(line: Line) -> int | None:
    """Where the person's first sentences of a line end."""
    ends = [match.end() for match in _SENTENCE.finditer(line.text)]
    own: int | None = None
    for start, end in zip([0, *ends], ends, strict=False):
        if voice(line.text[start:end]) < WHOLE:
            break
        own = end
    return None if own is None else line.start + own


def _joined(spans: list[tuple[int, int]]) -> Spans:
    return tuple(dict.fromkeys(spans))
