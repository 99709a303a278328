"""A talk from bytes: ASCII as it is, a zero byte between messages, and each byte from 0x80 on a phrase of the trade.

So a fuzzer that knows nothing but bytes soon talks about offers.
"""

PHRASES = (
    "W&B ", "Scale AI ", "London ", "New York ", "San Francisco", "Washington DC", "devops ", "SRE ", "senior ", "L5 ",
    "what should I counter at ", "they offered ", "they came back with ", "£130k ", "$180,000 ", "95k ", "€1.2M ",
    "12 lpa ", "210-240k ", "£1З0k ", "５００k ", "5% bonus ", "base ", "equity ", "over 4 years ", "a month ",
    "signing bonus ", "in total ", "I also have an offer from ", "Datadog ", "Meta ", "my walk away is ",
    "I earn ", "make it shorter ", "as a phone call ", "as a text ", "more formal ", "start over ", "forget that ",
    "what about ", "where does that number come from? ", "compare ", " vs ", "by Friday ", "deadline ", "accept ",
    "decline ", "they said it's the top of the band ", "final offer ", "what levers ", "which level ", "equity? ",
    "no, ", "yes ", "not ", "?", "!", ". ", ", ", "\n", "\n\n", "\t", "\u202e", "\u200b", "\u2066", "\ufeff", "\u00a0",
    "İ", "ß", "ﬁ", "é", "e\u0301", "日本", "🇸🇬", "👩‍💻", "\U0010ffff",
    "\ufffd", "\u0000", "\u0007", "\u001b[31m", "\u2028",
    "<script>alert(1)</script>", "<b>", "</b>", "![x](https://e.test/x.png)", "[x](javascript:alert(1))", "```\n", "`",
    "{{7*7}}", "{% raw %}", "{0.__class__}", "%s", "=1+1", "https://e.test ", "mailto:a@b.test", "| a | b |", "> ",
    "# ", "- ", "1. ", "**", "_", "~~", "$$x$$", "&lt;", "&#60;", "\\", "'", "\"", "9" * 30, "1e999", "0.0001k", "-5k ",
    "1,23,456", "1.234,56 €", "kr 500 000", "¥", "USD ", "GBP ", "INR ", "pounds ", "dollars ", "k", "m", "%", "/yr ",
    "company ", "Remote ",
)  # fmt: skip
LONGEST = 8
"""Messages of a talk."""


def talk_of(data: bytes) -> list[str]:
    """The messages of a talk."""
    parts = data.split(b"\0")[:LONGEST]
    return ["".join(PHRASES[byte - 128] if byte >= 128 else chr(byte) for byte in part) for part in parts]
