"""Ten documents, each as paste, PDF, Word, mail, web page and text: the same is understood of all."""

from pathlib import Path
from typing import Any

import font_manrope
import pytest

from parley.coach import Coach
from parley.coach.answer import answer
from parley.files.reading import read_file

from .making import docx, eml, html, pdf

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))
LETTERS = str(Path(font_manrope.font_directory) / "Manrope-Regular.ttf")
BY_KIND = {"pdf": lambda text: pdf(text, font=LETTERS), "docx": docx, "eml": eml, "html": html, "txt": str.encode}
QUESTION = "Is this any good?"
READ = ("said", "value", "part", "whose", "per", "currency", "years")


def understood(coach: Coach, text: str) -> dict[str, Any]:
    """What the numbers of a document were read as, and the offer that came of them."""
    found = answer(coach.reply([f"{QUESTION}\n\n{text}"]))
    numbers = [tuple(str(number.get(name)) for name in READ) for number in found["understood"]["numbers"]]
    return {"numbers": numbers, "offer": found["offer"], "intent": found["intent"]}


def test_there_are_ten() -> None:
    assert len(DOCUMENTS) == 10


@pytest.mark.parametrize("kind", BY_KIND)
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_same_document_is_read_the_same(path: Path, kind: str, coach: Coach) -> None:
    text = path.read_text(encoding="utf-8")
    pasted = understood(coach, text.strip())
    assert pasted["numbers"]
    assert understood(coach, read_file(BY_KIND[kind](text), f"{path.stem}.{kind}").text) == pasted
