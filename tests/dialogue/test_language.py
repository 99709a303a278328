"""Other languages are seen, and English is never taken for one."""

import json

import pytest

from parley.dialogue.words.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("¿Cuánto debo pedir en W&B Londres?", "es"),
        ("Wie viel soll ich bei Scale AI in New York als DevOps verlangen?", "de"),
        ("Combien demander chez Weights & Biases à Londres ?", "fr"),
        ("Quanto devo chiedere per una offerta?", "it"),
        ("Quanto devo pedir? Não tenho oferta", "pt"),
        ("Hoeveel moet ik vragen bij Adyen in Amsterdam als product manager?", "nl"),
        ("Привет, сколько просить?", "ru"),
        ("我应该向Scale AI要多少", "zh"),
        ("スケールAIでいくら求めるべき?", "ja"),
        ("얼마를 요구해야 하나요", "ko"),
        ("मुझे कितना माँगना चाहिए", "hi"),
        ("what should I counter at W&B London?", None),
        ("they offered £130k base, £95k equity over 4 years, 5% bonus", None),
        ("Los Angeles, El Segundo, SpaceX, DevOps", None),
        ("La Jolla or San Diego for an EM at Shield AI?", None),
        ("£1З0k", None),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language_of(text) == code


@pytest.mark.corpus
def test_no_english_question_is_taken_for_another_language(corpus_dir) -> None:
    path = corpus_dir.parent / "eval" / "questions_dev.jsonl"
    if not path.exists():
        pytest.skip("no development questions")
    turns = [turn for line in path.read_text(encoding="utf-8").splitlines() for turn in json.loads(line)["turns"]]
    foreign = [turn for turn in turns if language_of(turn)]
    assert len(foreign) <= 1, foreign  # one is Dutch
