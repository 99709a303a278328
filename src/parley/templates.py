"""The one place that runs Jinja2: templates of this package filled with Figures and plain facts.

The environment is sandboxed, loads only from `parley.data`, fails on an undefined name, and never sees user text as a
template. `short` and `money` print a Figure or Money, foreign currencies by their ISO code (`USD 210K`), so that a
reader in London never meets a bare "$".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from parley.money import Money, compact, currency_of, full, half_up

Environment = ImmutableSandboxedEnvironment


def _money_of(value: Any) -> Money:
    return value if isinstance(value, Money) else value.money


def _printer(form: Callable[[Money], str], home: str | None) -> Callable[[Any], str]:
    def show(value: Any) -> str:
        money = _money_of(value)
        text = form(money)
        if home is None or money.currency == home:
            return text
        return text.replace(mark, f"{money.currency} ", 1) if (mark := currency_of(money.currency).mark) else text

    return show


def percent(fraction: Decimal) -> str:
    """A fraction as a whole percentage, an exact half going up.

    >>> percent(Decimal("0.895"))
    '90%'
    """
    return f"{half_up(fraction * 100)}%"


def figure_list(items: list[str]) -> str:
    """Items as a sentence has them.

    >>> figure_list(["base", "equity", "bonus"])
    'base, equity and bonus'
    """
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""


def choice_list(items: Sequence[str]) -> str:
    """Items as a question offers them.

    >>> choice_list(("base", "equity", "a review"))
    'base, equity or a review'
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} or {items[-1]}" if items else ""


def upper_first(text: str) -> str:
    """The first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def joined_line(text: str) -> str:
    """The words of a text in one line."""
    return " ".join(text.split())


class _Compiled(BytecodeCache):
    """Templates compiled once for every currency: environments differ in their filters, not in the code."""

    def __init__(self) -> None:
        self._codes: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of a template, where it was compiled before from the same text."""
        bucket.code = self._codes.get(f"{bucket.key} {bucket.checksum}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code of a template."""
        if bucket.code is not None:
            self._codes[f"{bucket.key} {bucket.checksum}"] = bucket.code


COMPILED = _Compiled()


@cache
def environment(folder: str, home: str | None = None) -> Environment:
    """Templates of `parley/data/<folder>`; `home` is the reader's currency (None: print every amount by its mark)."""
    loader: BaseLoader = PackageLoader("parley.data", folder)
    env = ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        bytecode_cache=COMPILED,
        auto_reload=False,  # a look at each file's time for each script
    )
    env.filters |= {
        "short": _printer(compact, home),
        "money": _printer(full, home),
        "percent": percent,
        "listed": figure_list,
        "listed_or": choice_list,
        "upper_first": upper_first,
    }
    return env
