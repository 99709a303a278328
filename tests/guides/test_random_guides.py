"""Random guides written from the grammar and read back: bands, levers, asks and floors come out as they went in."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.guides.export import band_record
from parley.guides.read import read_data

REGIONS = {"San Francisco": ("$", "USD"), "**London**": ("£", "GBP"), "Toronto (CAD)": ("C$", "CAD"),
           "Munich (EUR)": ("€", "EUR"), "🇸🇬 Singapore": ("S$", "SGD"), "Remote US": ("$", "USD")}  # fmt: skip
EQUITY_HEADS = {"Stock (RSU/4yr)": "4yr", "Equity (Pre-IPO/4yr)": "4yr", "Options (4yr)": "4yr", "RSU (Annual)": "yr",
                "Equity (Options/RSU est.)": None}  # fmt: skip
TITLES = ("Scale Premium", "$3B Data Foundation", "Agentic AI (+15-30%)", "Uptime — Revenue Impact", "24/7 Operations")
LEVERS = ('{n}. **{title}:** "{quote}"', '{n}. **{title}** — *"{quote}"*', '**Lever {n} — {title}:** "{quote}"',
          '#### Global Lever {n}: {title}\n\n> "{quote}"', '**{n}. {title}**\n> "{quote}"')  # fmt: skip


@st.composite
def pay(draw):
    low = draw(st.integers(60, 400))
    return low * 1000, (low + draw(st.integers(1, 200))) * 1000


@st.composite
def guides(draw):
    """The text of a guide, and what a reader must find in it."""
    equity_head = draw(st.sampled_from(sorted(EQUITY_HEADS)))
    dash = draw(st.sampled_from(["-", "–", " - ", " – "]))
    rows, bands = [], []
    for region in draw(st.lists(st.sampled_from(sorted(REGIONS)), min_size=1, max_size=4, unique=True)):
        mark, currency = REGIONS[region]
        base, equity, total = draw(pay()), draw(pay()), draw(pay())
        bonus = draw(st.tuples(st.integers(1, 20), st.integers(0, 20)))
        cells = [f"{mark}{low // 1000}K{dash}{mark}{high // 1000}K" for low, high in (base, equity, total)]
        rows.append(f"| {region} | {cells[0]} | {cells[1]} | {bonus[0]}{dash}{sum(bonus)}% | {cells[2]} |")
        bands.append((region, currency, [*base], [*equity], [bonus[0], sum(bonus)], [*total]))
    form = draw(st.sampled_from(LEVERS))
    titles = draw(st.lists(st.sampled_from(TITLES), min_size=2, max_size=4, unique=True))
    quotes = [f"I led [X] teams through number {number} of the great migrations." for number in range(len(titles))]
    levers = [form.format(n=n, title=t, quote=q) for n, (t, q) in enumerate(zip(titles, quotes, strict=True), 1)]
    ask, floor = bands[0][2][1], bands[0][2][0]
    mark = REGIONS[bands[0][0]][0]
    strategy = (
        f'> **Negotiate Up Strategy:** "I need {mark}{ask // 1000}K base. My floor is {mark}{floor // 1000}K base."'
    )
    table = [f"| Region | Base Salary | {equity_head} | Bonus | Total Comp |", "|---|---|---|---|---|", *rows]
    head = ["---", "company: acme", "role: engineer", "---", "### Engineer | Acme Negotiation Guide", ""]
    text = "\n".join([*head, *table, "", "**Global Levers**", "", "\n\n".join(levers), "", strategy, ""])
    return text, bands, EQUITY_HEADS[equity_head], list(zip(titles, quotes, strict=True)), ask, floor


@settings(max_examples=60, deadline=None)
@given(guides())
def test_a_random_guide_comes_back_as_it_was_written(written):
    text, bands, period, levers, ask, floor = written
    guide, issues = read_data("acme/engineer.md", text.encode())
    assert guide is not None, issues
    read = [band_record(band) for band in guide.bands]
    fields = ("region", "currency", "base", "equity", "bonus_pct", "total")
    assert [tuple(band[field] for field in fields) for band in read] == bands
    assert {band["equity_period"] for band in read} == {period}
    assert [(lever.title, lever.quote) for lever in guide.levers] == levers
    (strategy,) = guide.strategies
    assert [int(figure.base.low) for figure in strategy.asks] == [ask]
    assert [int(figure.base.low) for figure in strategy.floors] == [floor]
