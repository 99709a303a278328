"""What the page's library prints of its own accord: nothing that a person sent, whatever is wrong with it."""

import httpx
import pytest

from parley.coach import Coach
from parley.web.server import create_app
from serving import serving

SECRET = "my walk-away is £183457\n9 forged:1 line"
KEPT = {"messages": [SECRET]}


@pytest.mark.parametrize(
    ("event", "data"),
    [
        pytest.param("act", [KEPT], id="a record for a text"),
        pytest.param("act", [KEPT, SECRET], id="too many orders"),
        pytest.param("act", [[SECRET], [KEPT]], id="lists"),
        pytest.param("act", [SECRET], id="half an order"),
        pytest.param("act", [], id="no order"),
        pytest.param("ask", [{"messages": SECRET}], id="a record for a list"),
        pytest.param("ask", [], id="no messages"),
        pytest.param("counter", [SECRET], id="a tool without its arguments"),
        pytest.param("counter", [[SECRET]] * 9, id="a tool with lists, and too many"),
    ],
)
def test_a_malformed_event_is_told_without_words(
    coach: Coach, capfd: pytest.CaptureFixture[str], event: str, data: list[object]
) -> None:
    with serving(create_app(coach)) as address, httpx.Client(base_url=f"http://{address}", timeout=20) as client:
        events = client.get("/config").json()["dependencies"]
        number = next(each["id"] for each in events if each["api_name"] == event)
        order = {"data": data, "fn_index": number, "session_hash": event}
        assert client.post("/gradio_api/queue/join", json=order).status_code == 200
        with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": event}) as stream:
            told = "".join(line for line in stream.iter_lines() if "process_completed" in line)
    assert told
    printed = "".join(capfd.readouterr())
    assert "183457" not in printed
    assert "forged" not in printed
