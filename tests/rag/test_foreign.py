"""A question in another language is told apart by its script and little words."""

import pytest

from rag.assistant import Assistant
from rag.foreign import is_foreign


@pytest.mark.parametrize(
    "question",
    [
        "Pourquoi les stagiaires fuient-ils ?",
        "¿Por qué huyen los aprendices?",
        "Warum fliehen die Praktikanten?",
        "Tại sao thực tập sinh bỏ trốn?",
        "Mengapa peserta magang yang lari?",
        "왜 도망갑니까?",
        "Почему стажёры убегают?",
        "为什么技能实习生逃跑？",
        "คนงานเข้าเวียดนามอย่างไร",
    ],
)
def test_others_are_told_apart(question: str) -> None:
    """By letters that neither language writes, or by little words of another."""
    assert is_foreign(question)


@pytest.mark.parametrize(
    "question",
    [
        "Why do trainees flee?",
        "fees members students",
        "What does El Niño do?",
        "Who is Maria de la Cruz?",
        "なぜ失踪するのですか",
        "技能実習生失踪理由",
        "TITP?",
        "",
    ],
)
def test_english_and_japanese_are_not(question: str) -> None:
    """Names from elsewhere, and words without a sentence, make no question foreign."""
    assert not is_foreign(question)


def test_who_asks_in_another_is_told_which_can_be_asked_in(assistant: Assistant) -> None:
    """Beside the refusal, and only there."""
    assert "in English or in Japanese" in assistant.ask("Pourquoi les stagiaires fuient-ils ?").text
    assert "in English or in Japanese" not in assistant.ask("Why do bees swarm in May?").text
