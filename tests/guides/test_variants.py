"""One hand-written guide per variant, `variants/<name>/guide.md`, with its expected reading beside it.

In `expected.yaml`, `bands` lists every band with the fields that are not null; `levers` titles and quotes; `asks` and
`floors` the figures of the strategy; `issues` how many of each code beside those about totals.
"""

from collections import Counter
from pathlib import Path

import pytest
from tests.yaml_table import table

from parley.guides.export import band_record, guide_record
from parley.guides.read import read_guide

VARIANTS = Path(__file__).parent / "variants"
NAMES = sorted(path.name for path in VARIANTS.iterdir() if path.is_dir())
ALWAYS_THERE = {"level": None, "base": None, "equity": None, "equity_period": None, "bonus_pct": None, "bonus": None,
                "signing": None, "total": None, "period": "year", "open_ended": False}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_variant_is_read_as_expected(name):
    expected = table(VARIANTS / name / "expected.yaml")
    guide, issues = read_guide(VARIANTS / name / "guide.md", VARIANTS)
    assert guide is not None, issues
    if "bands" in expected:
        assert [_known(band_record(band)) for band in guide.bands] == [
            ALWAYS_THERE | band for band in expected["bands"]
        ]
    if "levers" in expected:
        assert [[lever.title, lever.quote] for lever in guide.levers] == expected["levers"]
    for kind in ("asks", "floors"):
        if kind in expected:
            figures = [figure for strategy in guide_record(guide)["strategy"] for figure in strategy[kind]]
            assert [_stated(figure) for figure in figures] == expected[kind]
    if "mapping" in expected:
        assert [[pair.company, pair.level] for pair in guide.level_mapping.equivalents] == expected["mapping"]
    if "sources" in expected:
        assert [[source.text, source.url] for source in guide.sources] == expected["sources"]
    counted = Counter(issue.code for issue in guide.issues if issue.code not in ("total-unexplained", "path-differs"))
    assert dict(counted) == expected.get("issues", {})


def _known(band: dict) -> dict:
    return {key: value for key, value in band.items() if key not in ("places", "source", "line")}


def _stated(figure: dict) -> dict:
    return {key: value for key, value in figure.items() if value is not None and key != "line"}
