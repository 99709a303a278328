"""What axe-core finds in each state of the page, each from a fresh talk: desktop and phone, light and dark."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parley.coach import Coach
from parley.guides.library import load_library
from parley.retrieval.embedders import HashEmbedder
from parley.retrieval.index import refresh
from parley.retrieval.search import Searcher
from parley.web.server import Doors, create_app

pytest.importorskip("axe_playwright_python.sync_playwright")
from tests.browser.conftest import SIZES, opened
from tests.browser.test_everyone import faults, sideways
from tests.browser.test_files import IN_DOUBT
from tests.serving import serving

pytestmark = pytest.mark.browser
TESTS = Path(__file__).parent.parent
QUESTION = "what should I counter at W&B London?"
OFFER = "they offered £130k base, £95k equity over 4 years, 5% bonus"
COMPARED = "My other offer is from Bolt: £150k base, £80k equity over 4 years. Compare the two offers."
LEVELS = "Acme London data engineer offered £120k base, what do I counter?"
WINDOWS = {**SIZES, "phone light": {**SIZES["phone dark"], "color_scheme": "light"}}
LOOKED_AT = ("desktop light", "desktop dark", "phone light", "phone dark")


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over the seeds and the made-up guides, one of which pays by level."""
    folder = tmp_path_factory.mktemp("wide")
    for guides in (TESTS.parent / "seeds", TESTS / "coach" / "guides"):
        shutil.copytree(guides, folder / "guides", dirs_exist_ok=True)
    library = load_library(folder / "guides", cache=folder / "g.snapshot")
    searcher = Searcher(refresh(library, folder / "index", HashEmbedder()), HashEmbedder())
    with serving(create_app(Coach(library, searcher), Doors())) as address:
        yield address


def open_window(visit, name: str) -> None:
    """A window that lies behind More."""
    visit.page.get_by_role("button", name="More", exact=True).click()
    if name != "more":
        visit.page.locator(f"#more [data-open={name}]").click()


def asked(*messages: str) -> Callable[[object], None]:
    """A talk, with everything in its last answer open."""

    def act(visit) -> None:
        for message in messages:
            visit.ask(message)
        visit.page.evaluate("document.querySelectorAll('.turn details').forEach(fold => { fold.open = true; })")

    return act


def changed(visit) -> None:
    visit.ask(QUESTION)
    visit.ask("what about new york instead?")
    visit.open_case()
    visit.fact("walk_away").get_by_role("button").click()


def offer_form(visit) -> None:
    visit.ask(QUESTION)
    visit.way("Enter the offer").click()


def edited(visit) -> None:
    visit.ask(QUESTION)
    visit.latest.locator(".sheet .change").click()


def source(visit) -> None:
    visit.ask(QUESTION)
    visit.latest.locator(".answer .figure").first.click()


def talks(visit) -> None:
    visit.ask(QUESTION)
    visit.page.get_by_role("button", name="Negotiations", exact=True).click()
    visit.page.locator("#talks .list").get_by_role("button", name="Rename").first.click()


def talks_undo(visit) -> None:
    visit.ask(QUESTION)
    visit.page.get_by_role("button", name="Negotiations", exact=True).click()
    visit.page.locator("#talks .list").get_by_role("button", name="Delete").first.click()


def guides(visit) -> None:
    visit.page.get_by_role("button", name="Guides", exact=True).click()
    visit.page.wait_for_selector(".shelf-item")


def sure(visit) -> None:
    visit.ask(QUESTION)
    open_window(visit, "more")
    visit.page.locator("[data-act=forget]").click()


def read(visit) -> None:
    visit.page.fill("#message textarea", IN_DOUBT)
    visit.after(lambda: visit.page.locator("#message .submit-button").click(), turns=1)
    visit.page.locator(".read li").first.get_by_role("button", name="Change").click()


def failed(visit) -> None:
    """An answer that was refused, with its buttons."""
    visit.page.route("**/queue/join*", lambda route: route.fulfill(status=500, json={"detail": ""}))
    visit.page.fill("#message textarea", QUESTION)
    visit.page.locator("#message textarea").press("Enter")
    visit.page.locator(".pending .late").wait_for(timeout=5000)
    visit.page.unroute("**/queue/join*")
    visit.errors.clear()


def offline(visit) -> None:
    visit.ask(QUESTION)
    visit.page.evaluate("dispatchEvent(new Event('offline'))")
    visit.page.locator("#net:visible").wait_for()


STATES: dict[str, Callable[[object], object]] = {
    "empty": lambda visit: visit.page.locator(".welcome").wait_for(),
    "another stage": lambda visit: visit.page.locator("[data-stage=raise]").click(),
    "answer": asked(QUESTION, OFFER),
    "no guide": asked("Acme Robotics offered me £61k base as nurse in Leeds. What should I ask for?"),
    "comparison": asked(f"W&B London: {OFFER}", COMPARED),
    "sides of two guides": asked("compare W&B London with Scale AI San Francisco"),
    "levels": asked(LEVELS),
    "rounds": asked(QUESTION, OFFER, "they came back with £140k base, £110k equity over 4 years"),
    "years": asked(f"W&B London: {OFFER}, £20k signing bonus", "what is it worth year by year?"),
    "rehearsal": asked(f"W&B London: {OFFER}", "Let's practise: you play the recruiter", "I would like £156k base"),
    "not understood": asked("what is the weather in Leeds?"),
    "one page": asked(QUESTION, "put everything on one page"),
    "what I read": read,
    "a fact in change": changed,
    "the offer form": offer_form,
    "a script in edit": edited,
    "source of a figure": source,
    "talks": talks,
    "a talk deleted": talks_undo,
    "guides": guides,
    "more": lambda visit: open_window(visit, "more"),
    "settings": lambda visit: open_window(visit, "settings"),
    "keys": lambda visit: open_window(visit, "keys"),
    "are you sure": sure,
    "error": failed,
    "offline": offline,
}


@pytest.mark.parametrize("window", LOOKED_AT, ids=lambda name: name.replace(" ", "-"))
def test_axe_finds_nothing_and_nothing_scrolls_sideways(chromium, wide: str, window: str) -> None:
    found: dict[str, object] = {}
    visits = opened(chromium, wide, window, WINDOWS)
    visit = next(visits)
    visit.page.wait_for_selector("#letter")
    for state, act in STATES.items():
        act(visit)
        visit.page.wait_for_timeout(150)
        wrong = faults(visit.page) + (
            [f"scrolls sideways by {sideways(visit.page)}"] if sideways(visit.page) > 0 else []
        )
        if wrong:
            found[state] = wrong
        visit.page.evaluate("document.body.classList.remove('case-open')")
        visit.page.evaluate("document.querySelector('#talks [data-act=new]').click()")
        visit.page.locator(".welcome").wait_for()
    assert not found, "\n".join(f"{state}: {wrong}" for state, wrong in found.items())
    next(visits, None)
