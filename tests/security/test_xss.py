"""Every payload of xss.txt through every sink of the page in real Chromium: nothing runs or loads, no tag is made.

A guide a payload: it stands in the company's and the role's name, the places, the levers, the evidence; and in what the
person says. The page shows a batch of such turns at once, as it does after a reload; the facts, the options and the
picture of every turn are then put into the same page; files to keep and the guide's own lines are read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.serving import serving

from browser.conftest import chromium  # noqa: F401 - a fixture
from parley.coach import Coach
from parley.guides.library import load_library
from parley.retrieval.embedders import HashEmbedder
from parley.retrieval.index import refresh
from parley.retrieval.search import Searcher
from parley.web.orders import ANSWERED, Kept
from parley.web.server import create_app
from parley.web.view import screen
from security.hostile import TODAY, hostile_guide
from security.test_injection import live_parts

pytestmark = pytest.mark.browser
HERE = Path(__file__).parent
PAYLOADS = (HERE / "xss.txt").read_text(encoding="utf-8").splitlines()
BATCH = 24
SPY, FOREIGN, READ = (
    (HERE / f"{name}.js").read_text(encoding="utf-8").partition("\n")[2] for name in ("spy", "foreign", "read")
)
SINKS = "#log, #case, #band, #dock, #feed, #guide .lines, #shelf .results, #heap"


def company(number: int) -> str:
    return f"zorbax-{number}"


def question(number: int) -> str:
    return f"what should I counter at {company(number)} London?"


def talk(number: int, payload: str) -> tuple[str, ...]:
    """A talk that carries the payload into every kind of section."""
    return (
        question(number), f"they offered £130k base and I have an offer from {payload} at £150k base",
        f"what levers do I have? my deadline is {payload}", f"what about {payload}?",
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Coach:
    """A coach over a guide for each payload."""
    folder = tmp_path_factory.mktemp("xss")
    for number, payload in enumerate(PAYLOADS):
        path = folder / "guides" / company(number) / "engineer.md"
        path.parent.mkdir(parents=True)
        text = hostile_guide(payload).replace("company: acme\n", f"company: {company(number)}\n")
        path.write_text(text.replace('"Acme ', f'"Zorbax{number} '), encoding="utf-8")
    library = load_library(folder / "guides")
    assert len(library.guides) == len(PAYLOADS), [issue.message for issue in library.unreadable]
    return Coach(library, Searcher(refresh(library, folder / "index", HashEmbedder()), HashEmbedder()), lambda: TODAY)


@pytest.fixture(scope="module")
def served(hostile: Coach) -> Iterator[str]:
    with serving(create_app(hostile)) as address:
        yield f"http://{address}"


@pytest.fixture(scope="module")
def page(chromium: object, served: str) -> Iterator[object]:  # noqa: F811
    """A spied-on page; at the end, no request may have left for another host."""
    context = chromium.new_context()
    context.add_init_script(SPY)
    opened = context.new_page()
    strangers: list[str] = []
    own = (served, "data:", "blob:")
    opened.on("request", lambda sent: None if sent.url.startswith(own) else strangers.append(sent.url))
    opened.on("dialog", lambda dialog: (strangers.append(f"dialog {dialog.message}"), dialog.dismiss()))
    yield opened
    context.close()
    assert not strangers


KEEP = """messages => {
  localStorage.setItem('parley_talk_kept', JSON.stringify({ messages, used: 1 }));
  sessionStorage.setItem('parley_here_v1', 'kept');
}"""


def shown(page: object, served: str, messages: list[str]) -> None:
    """Open the page as one that kept `messages`."""
    page.goto(served)
    page.evaluate(KEEP, messages)
    page.reload()
    page.wait_for_function(
        "n => document.querySelectorAll('#log .turn').length === n", arg=len(messages), timeout=60000
    )
    for number in range(1, len(messages) - ANSWERED + 1):
        turn = page.locator(f"#log .turn[data-turn='{number}']")
        turn.locator("[data-act=show]").click()
        turn.locator(".reply").wait_for()


def clean(page: object) -> None:
    page.evaluate("for (const fold of document.querySelectorAll('#log details, #heap details')) fold.open = true")
    page.wait_for_timeout(100)
    assert page.evaluate(FOREIGN, SINKS) == []
    assert page.evaluate("hits") == []


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), BATCH))
def test_turns_scripts_and_pictures(page: object, served: str, start: int) -> None:
    batch = range(start, min(start + BATCH, len(PAYLOADS)))
    shown(page, served, [f"{question(number)} {PAYLOADS[number]}" for number in batch])
    said = page.locator("#log .said .words").all_inner_texts()
    assert all(PAYLOADS[number].split("(")[0][:5].strip() in text for number, text in zip(batch, said, strict=True))
    assert page.locator("#log .turn").count() == len(batch)
    clean(page)


def test_facts_options_cards_and_every_section(page: object, served: str, hostile: Coach) -> None:
    shown(page, served, [question(0)])
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<div id=heap></div>')")
    for start in range(0, len(PAYLOADS), BATCH):
        feeds = []
        for number, payload in list(enumerate(PAYLOADS))[start : start + BATCH]:
            told = talk(number, payload)
            feeds.append(screen(hostile, Kept(told[:2], 2)).feed)
            if number % 3 == 0:
                feeds.append(screen(hostile, Kept(told, len(told))).feed)
        page.evaluate("feeds => { document.querySelector('#heap').innerHTML = feeds.join(''); }", feeds)
        clean(page)


def test_the_guide_itself_and_the_list_of_guides(page: object, served: str) -> None:
    shown(page, served, [question(0)])
    for number in range(0, len(PAYLOADS), 16):
        page.evaluate(READ, f"{company(number)}/engineer.md")
        page.wait_for_function(
            "name => document.querySelector('#guide .lines').textContent.includes(name)", arg=f"Zorbax{number} "
        )
        clean(page)
    page.evaluate("document.querySelectorAll('dialog[open]').forEach(each => each.close())")
    page.evaluate("document.querySelector('[data-open=shelf]').click()")
    page.wait_for_function("() => document.querySelectorAll('#shelf .results > *').length > 5")
    clean(page)


def test_files_to_keep_hold_nothing_to_follow(hostile: Coach) -> None:
    with TestClient(create_app(hostile), base_url="http://127.0.0.1") as client:
        for number, payload in enumerate(PAYLOADS):
            told = {"messages": list(talk(number, payload)[:2])}
            for name in ("guide.md", "conversation.md", "plan.md")[: 2 + (number % 4 == 0)]:
                text = client.post(f"/desk/copy/{name}", json=told).text
                assert list(live_parts(text)) == [], (payload, name)
            if number % 40 == 0:
                print_out = client.post("/desk/print", json=client.post("/desk/copy/plan.md", json=told).text).content
                assert not any(
                    word in print_out for word in (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile")
                )


def test_the_spy_sees_what_it_should(page: object, served: str) -> None:
    """The same check on a page that does run a payload fails, so a clean run means something."""
    shown(page, served, [question(0)])
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<div id=heap><img src=x onerror=alert(1)></div>')")
    page.wait_for_function("() => hits.length > 0")
    assert page.evaluate(FOREIGN, SINKS) != []
