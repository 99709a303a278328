"""What a reading may say: the kinds of parts, owners, periods, names, wants and events. Documented in
docs/reading.md."""

from __future__ import annotations

PARTS = (
    "base", "bonus", "bonus_pct", "equity", "shares", "share_price", "strike", "share_pct", "signing", "signing_2",
    "total",
    "other", "raise_pct", "unknown",
)  # fmt: skip
OWNERS = (
    "offer", "offer_before", "rival", "range", "market", "others", "mine_now", "mine_before", "asked", "wish", "line",
    "named",
    "if", "unheld",
)  # fmt: skip
PERIODS = ("year", "month", "week", "day", "hour", "grant", "once")
RELATIONS = ("subject", "rival", "employer", "past", "yardstick", "other")
SLOTS = ("role", "place", "level", "deadline")
WANTS = (
    "counter", "judge", "range", "words", "reply", "time", "compare", "levers", "level", "equity", "sources",
    "decide", "risk",
    "raise", "expectations", "accept", "decline", "fix", "form", "practice", "plan", "chat", "out",
)  # fmt: skip
EVENTS = (
    "offer", "offer_revised", "range", "rival", "deadline", "yes", "no", "silence", "withdrawn", "accepted",
    "asked_them",
)  # fmt: skip
PUSHBACKS = (
    "best_offer", "top_of_band", "budget", "internal_equity", "current_pay", "number", "other_offers", "proof",
    "answer_now",
    "equity_upside", "others_cheaper", "experience", "location", "bonus", "policy", "other",
)  # fmt: skip
TOLD = (*EVENTS, *(f"pushback:{kind}" for kind in PUSHBACKS))
SCALES = (1.0, 1e3, 1e5, 1e6, 1e4, 1e7, 1e-2)
"""What a number as written may have to be multiplied with: "185" means 185,000, "12" beside "LPA" 1,200,000."""
NOT_PAY = "none"
TAGS = ("O", *(f"{edge}-{kind}" for kind in (*RELATIONS, *SLOTS) for edge in "BI"))
"""What each word piece may be: outside, or the beginning or inside of a name or slot."""
