"""`pytest --accept` rewrites the golden scripts; review the diff as prose."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite golden scripts instead of comparing")
