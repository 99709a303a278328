"""The one door: what is normalised, and that every character still knows its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.reading.writing import written


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("they’d pay  £180k", "they'd pay £180k"),
        ("“fixed” — he said", '"fixed" — he said'),
        ("> quoted\n>> twice", "quoted\ntwice"),
        ("£１３０k\u200b now", "£130k now"),
        ("95\u00a0000\u202f€", "95 000 €"),
        ("**Base** _salary_ `x`", "Base salary x"),
        ("ok 👍 thanks", "ok thanks"),
        (
            "Your base salary will be\n£130,000 per year, and a\nbonus of 5%.",
            "Your base salary will be £130,000 per year, and a bonus of 5%.",
        ),
        ("Base 190k\nEquity 200k", "Base 190k\nEquity 200k"),
        (
            "omg she said yes to\n18.25 what do i\nwrite back to them",
            "omg she said yes to 18.25 what do i write back to them",
        ),
        (
            "Northern Star have me at\nA$178,000. Asked around\non WhatsApp: a mate who\nwent over clears 205.",
            "Northern Star have me at A$178,000. Asked around on WhatsApp: a mate who went over clears 205.",
        ),
        (
            "Acme: 150 base, 90k stock\nBolt: 160 base, 40k stock",
            "Acme: 150 base, 90k stock\nBolt: 160 base, 40k stock",
        ),
        ("- base 190k\n- equity 200k over four years", "- base 190k\n- equity 200k over four years"),
        (
            "What we agreed last week:\nSingapore. Verbal offer,\nbase 15,500 a month, and\n"
            "Car: an allowance to be\nPaid monthly. What next?",
            "What we agreed last week: Singapore. Verbal offer, base 15,500 a month, and Car: an allowance to be "
            "Paid monthly. What next?",
        ),
        ("Hey, ok so Acme offered 150", "Acme offered 150"),
        ("hi there", "hi there"),
        ("So what do I say", "what do I say"),
        ("So what now", "So what now"),
        ("a\tb\n\n\n\nc", "a\tb\n\nc"),
    ],
)
def test_one_writing(typed: str, read: str) -> None:
    assert written(typed).text == read


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_places(typed: str) -> None:
    message = written(typed)
    assert len(message.places) == len(message.text) + 1
    assert list(message.places) == sorted(message.places)
    assert written(message.text).text == message.text or "\n" in message.text
