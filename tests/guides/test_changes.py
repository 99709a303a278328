"""Real guides written differently read the same: other columns, heads, dashes, numbers, layouts, lever forms."""

import os
import random
import re

import pytest

from parley.guides.export import band_record
from parley.guides.model import Guide
from parley.guides.read import read_data

from .changes import CHANGES, LEVERS, Lines, cells, turn

pytestmark = pytest.mark.corpus
COUNT = int(os.environ.get("PARLEY_CHANGED", "300"))


@pytest.fixture(scope="module")
def sample(corpus_dir) -> list[tuple[Guide, Lines]]:
    """300 guides drawn at random, with their lines."""
    paths = random.Random(20261122).sample(sorted(corpus_dir.glob("*/*.md")), COUNT)
    read = [(read_data(path.relative_to(corpus_dir).as_posix(), path.read_bytes())[0], path) for path in paths]
    return [(guide, path.read_text(encoding="utf-8").split("\n")) for guide, path in read if guide.pay_table]


def bands(guide: Guide | None) -> list[str]:
    """A guide's bands without lines and Markdown, sorted."""
    records = [band_record(band) for band in guide.bands] if guide else []
    return sorted(re.sub(r"'line': \d+|[*`]", "", repr(record)) for record in records)


def reread(guide: Guide, lines: Lines) -> Guide | None:
    """The guide in changed lines."""
    return read_data(guide.path, "\n".join(lines).encode())[0]


def table_changed(guide: Guide, lines: Lines, change, dice: random.Random) -> Lines:
    """The guide's lines with its pay table changed."""
    first, last = guide.pay_table.line_from - 1, guide.pay_table.line_to
    return [*lines[:first], *change(lines[first:last], dice), *lines[last:]]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_pay_table_written_differently_reads_the_same(sample, change):
    dice = random.Random(7)
    differing = [
        guide.path
        for guide, lines in sample
        if bands(reread(guide, table_changed(guide, lines, change, dice))) != bands(guide)
    ]
    assert differing == []


def test_region_rows_turned_into_component_rows_read_the_same(sample):
    by_region = [(g, lines) for g, lines in sample if cells(lines[g.pay_table.line_from - 1])[0].lower() == "region"]
    assert len(by_region) > COUNT / 2
    dice = random.Random(7)
    differing = [g.path for g, lines in by_region if bands(reread(g, table_changed(g, lines, turn, dice))) != bands(g)]
    assert differing == []


def test_a_pay_table_under_another_heading_reads_the_same(sample):
    differing = []
    for guide, lines in sample:
        if bands(guide) != bands(reread(guide, _moved_to_the_end(guide, lines))) and not guide.bands[0].level:
            differing.append(guide.path)
    assert differing == []


def _moved_to_the_end(guide: Guide, lines: Lines) -> Lines:
    first, last = guide.pay_table.line_from - 1, guide.pay_table.line_to
    return [*lines[:first], *lines[last:], "", "### Compensation", "", *lines[first:last], ""]


def test_levers_in_another_form_read_the_same(sample):
    dice = random.Random(7)
    tried, differing = 0, []
    for guide, lines in sample:
        first, last = guide.levers[0].citation.line_from, guide.levers[-1].citation.line_to
        if not all(lever.quote for lever in guide.levers) or first <= guide.pay_table.line_from <= last:
            continue
        form = dice.choice(LEVERS)
        written = [
            form.format(n=n, title=lever.title, quote=lever.quote) for n, lever in enumerate(guide.levers, start=1)
        ]
        text = [*lines[: first - 1], "", "**Global Levers**", "", "\n\n".join(written), "", *lines[last:]]
        again = reread(guide, text)
        tried += 1
        if not again or [lever.title for lever in again.levers] != [lever.title for lever in guide.levers]:
            differing.append((guide.path, form))
    assert tried > COUNT / 2
    assert len(differing) <= tried // 100, differing
