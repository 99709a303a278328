"""Stands in for the searcher where nothing is to be looked up: ready at once, finds nothing, knows no meaning."""

from __future__ import annotations

from collections.abc import Sequence

from parley.retrieval.model import Filters, Hit
from parley.retrieval.search import EVERYTHING


class NoSearch:
    """Names and words alone decide."""

    def wait_ready(self, timeout: float | None = None) -> bool:
        return True

    def search(self, text: str, filters: Filters = EVERYTHING) -> tuple[Hit, ...]:
        return ()

    def meaning(self, texts: Sequence[str], weights: str) -> None:
        return None

    def fitting(self, text: str, filters: Filters = EVERYTHING) -> tuple[Hit, ...]:
        return ()
