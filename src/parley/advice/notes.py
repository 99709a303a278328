"""What the user should know besides the figures: one small check a note, in the order they are told.

Every code is described in docs/advice.md and worded in data/replies/notes.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parley.advice import (
    notes_band,
    notes_grant,
    notes_ladder,
    notes_offer,
    notes_official,
    notes_rounds,
    notes_sums,
    notes_told,
)
from parley.advice.case import Case
from parley.advice.model import Note
from parley.advice.packages import two_packages
from parley.advice.part_line import line_on_part

Check = Callable[[Case], Iterator[Note]]

CHECKS: tuple[Check, ...] = (
    notes_offer.doubts,
    notes_rounds.next_move,
    notes_offer.other_currency,
    notes_offer.kept_beside,
    notes_offer.assumptions,
    notes_grant.monthly,
    notes_grant.monthly_ask,
    notes_offer.unstated,
    notes_grant.uncounted,
    notes_grant.options,
    notes_grant.back_loaded,
    *notes_sums.CHECKS,
    notes_offer.moved_since,
    notes_told.own,
    notes_told.at_their_top,
    notes_told.market,
    notes_official.official,
    notes_ladder.take_the_win,
    notes_ladder.held_as_offered,
    notes_ladder.weak,
    notes_ladder.transposed,
    notes_ladder.default_aims,
    notes_ladder.floor_above_offer,
    notes_ladder.rival_leverage,
    notes_ladder.ladder_words,
    line_on_part,
    notes_ladder.top_needed,
    notes_ladder.expectation,
    two_packages,
    notes_ladder.signing_once,
    notes_band.total_only,
    notes_band.no_equity,
    notes_band.equity_in_other_currency,
    notes_band.bonus_range,
    notes_band.total_against_parts,
    notes_band.grant_reading,
    notes_band.strategy_faults,
    notes_band.haircut,
    notes_grant.guide_vesting,
    notes_grant.years,
    notes_grant.guaranteed_cash,
    notes_band.changed_company,
)

WITHOUT_GUIDE: tuple[Check, ...] = (
    notes_offer.doubts,
    notes_rounds.next_move,
    notes_told.scale_step,
    notes_told.own,
    notes_told.first_step,
    notes_offer.kept_beside,
    notes_offer.assumptions,
    notes_grant.monthly,
    notes_grant.uncounted,
    notes_grant.options,
    notes_grant.back_loaded,
    *notes_sums.CHECKS,
    notes_offer.moved_since,
    notes_ladder.settled_parts,
    notes_told.at_their_top,
    notes_told.market,
    notes_official.official,
    notes_told.rival_parts,
    notes_ladder.ladder_words,
    line_on_part,
    notes_ladder.expectation,
    notes_ladder.signing_once,
    notes_grant.years,
    notes_grant.guaranteed_cash,
)
"""Where no guide publishes pay: nothing is said of one."""


def notes(case: Case) -> Iterator[Note]:
    """Every note that applies."""
    for check in CHECKS if case.situation.guided else WITHOUT_GUIDE:
        yield from check(case)
