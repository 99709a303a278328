"""A document in a message: the person's own sentence, who says what, and the claims that stand."""

import pytest

from parley.documents.model import Paper
from parley.documents.paper import paper_of
from parley.reading.reader import understand
from parley.reading.writing import written

LETTER = """Dear Rowan,
We are pleased to offer you the post of DevOps Engineer in London.
Base salary: £129,000 per annum, payable in arrears on the 28th.
RSUs with a grant value of £98,000, vesting over four years from the start date.
Sign-on payment: £7,500, repayable pro rata within 12 months.
Notice: 3 months. Your employment is subject to two references.
Please sign by 4 June."""


def paper(text: str) -> Paper:
    message = written(text)
    found = paper_of(message, understand(message.text))
    assert found is not None
    return found


def told(found: Paper) -> dict[str, tuple[float, ...]]:
    return {claim.part: claim.value for claim in found.claims if claim.whose == "offer"}


@pytest.mark.parametrize("own", ["is that fair?", "-- should I counter?", "what do I say to them"])
@pytest.mark.parametrize("place", ["head", "foot"])
def test_own_sentence(own, place) -> None:
    found = paper(f"{own}\n\n{LETTER}" if place == "head" else f"{LETTER}\n\n{own}")
    assert found.own.removeprefix("-- ") == own.removeprefix("-- ")
    assert told(found) == {"base": (129000.0,), "equity": (98000.0,), "signing": (7500.0,)}


def test_a_letter_alone_has_no_own_sentence() -> None:
    assert not paper(LETTER).own


@pytest.mark.parametrize(
    "text",
    [
        "W&B London DevOps, they offered £130k base, £95k equity over 4 years, 5% bonus. what should I counter?",
        "I got an offer: base 190k, sign-on 20k. I would want 210. How do I ask?",
        "My ask:\nbase 220k\nequity 260k",
    ],
)
def test_a_persons_own_message_is_no_document(text) -> None:
    message = written(text)
    assert paper_of(message, understand(message.text)) is None


def test_lines_are_those_of_the_original() -> None:
    lines = {claim.part: claim.line for claim in paper(LETTER).claims}
    assert lines == {"base": 3, "equity": 4, "signing": 5}


def test_clauses_and_what_is_missing() -> None:
    found = paper(LETTER)
    assert {"repayment", "notice", "conditions", "expiry"} <= {clause.part for clause in found.clauses}
    assert "grant_date" not in found.missing
    without = LETTER.replace(", vesting over four years from the start date", "")
    assert {"grant_date", "vest"} <= set(paper(without).missing)


def test_two_bases_are_in_doubt() -> None:
    found = paper(LETTER.replace("Notice: 3 months.", "Annual base salary: £119,000."))
    assert found.doubt == "two_bases"


CHAIN = """They came back. What now?

Hi Ines,
We approved an improved package: base $196,500, sign-on $15,000. Let me know by Monday!
Kim

On Tue, Feb 9, 2027 at 4:12 PM Ines <ines@example.com> wrote:
> Hi Kim, I was hoping we could get to a base of $215,000. Ines
>
> On Mon, Feb 8, 2027 at 10:03 AM Kim <kim@example.com> wrote:
>> Dear Ines, here is the offer: base $185,000, equity $160,000 over four years."""


def test_the_newest_round_of_a_chain_wins() -> None:
    found = paper(CHAIN)
    assert told(found) == {"base": (196500.0,), "signing": (15000.0,), "equity": (160000.0,)}
    assert [claim.value[0] for claim in found.claims if claim.whose == "asked"] == [215000.0]
    assert found.own == "They came back. What now?"


def test_a_chat_knows_who_speaks() -> None:
    found = paper(
        "[12/03/2027, 10:14:03] Priya TA: we can do S$9,400 monthly base\n"
        "[12/03/2027, 10:31:12] Me: thanks! I was thinking a base of 10.5k\n"
        "[12/03/2027, 10:33:50] Priya TA: we could go to S$9,600 monthly base\n\nwhat do i answer"
    )
    assert told(found) == {"base": (9600.0,)}
    assert found.kind == "chat"


def test_letters_stay_apart() -> None:
    found = paper(
        "LETTER A: Northwind. Base $196,000.\nLETTER B: Contoso. Base $184,000, variable $46,000.\nwhich one?"
    )
    bases = [(claim.document, claim.value[0]) for claim in found.claims if claim.part == "base"]
    assert bases == [(0, 196000.0), (1, 184000.0)]


def test_a_posting_is_no_offer() -> None:
    text = "About the role: DevOps Engineer\nPay range: $139,300 - $208,900\nEqual opportunity employer.\nany good?"
    assert [claim.whose for claim in paper(text).claims] == ["range"]
    assert paper("About the role: DevOps Engineer\nSalary: competitive\nApply now.\nwhat do I say?").no_range
