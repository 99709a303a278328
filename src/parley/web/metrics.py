"""What an operator may count, for Prometheus, on a port of its own. No text, name or amount of anyone is in it.

The only file that imports prometheus_client.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Protocol

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
    start_http_server,
)

from parley import __version__
from parley.coach.live import LiveCoach
from parley.errors import ReadApart, TookTooLong
from parley.web.faults import failed
from parley.web.port import refuse_taken

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
DOORS = ("page", "api", "mcp")


class Seen(Protocol):
    """The watch of the guides."""

    @property
    def age(self) -> float:
        """Seconds since its last look."""


class Metrics:
    """The counters of one server. `door` is page, api or mcp; `reason` and `outcome` are words of this program."""

    def __init__(self, live: LiveCoach) -> None:
        self.live = live
        self._seen: Seen | None = None
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self._seconds = Histogram(
            "parley_answer_seconds", "Time to make an answer", ["door"], buckets=SECONDS, registry=registry
        )
        self._failed = Counter("parley_failed", "Answers that ended in a fault", ["door"], registry=registry)
        self._refused = Counter(
            "parley_refused",
            "Requests turned away: size, slow, rate, capacity, password, work",
            ["reason"],
            registry=registry,
        )
        self._changes = Counter(
            "parley_guides_changes", "Looks that found the guides changed", ["outcome"], registry=registry
        )
        Gauge("parley_guides", "Guides served", registry=registry).set_function(lambda: len(live.now.library.guides))
        Gauge("parley_guides_unreadable", "Faults for which a guide is left out", registry=registry).set_function(
            lambda: len(live.now.library.unreadable)
        )
        Gauge("parley_build", "Version of Parley", ["version"], registry=registry).labels(__version__).set(1)
        for door in DOORS:  # so that a rate is 0, not missing, before the first visitor
            self._seconds.labels(door)
            self._failed.labels(door)

    @contextmanager
    def answering(self, door: str) -> Iterator[None]:
        """Count and time one answer given through `door`; a fault goes on as AnswerFailed, without its words."""
        started = perf_counter()
        try:
            yield
        except ReadApart:  # it goes on elsewhere and comes back
            raise
        except TookTooLong:
            self.refused("work")
            raise
        except Exception as fault:  # noqa: BLE001
            self._failed.labels(door).inc()
            raise failed(fault) from None
        finally:
            self._seconds.labels(door).observe(perf_counter() - started)

    def refused(self, reason: str) -> None:
        """Count a request that was turned away."""
        self._refused.labels(reason).inc()

    def guides_changed(self, outcome: str) -> None:
        """Count a look at the folder that found a change."""
        self._changes.labels(outcome).inc()

    def watch(self, seen: Seen) -> None:
        """Tell of the watch of the guides how long ago it last looked."""
        self._seen = seen
        age = Gauge(
            "parley_guides_look_age_seconds", "Time since the guides were last looked at", registry=self._registry
        )
        age.set_function(lambda: seen.age)

    @property
    def look_age(self) -> float | None:
        """Seconds since the guides were last looked at; None where nobody watches them."""
        return self._seen.age if self._seen else None

    def serve(self, host: str, port: int) -> Callable[[], None]:
        """Give the text to whoever asks on `port`, from a thread of its own; what comes back ends that."""
        refuse_taken(host, port, "--metrics-port")
        server, _ = start_http_server(port, host, self._registry)
        return server.shutdown

    def text(self) -> bytes:
        """Everything counted so far, in Prometheus' text format."""
        return generate_latest(self._registry)
