"""The language of a text is told by its script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Why do trainees flee?", "en"),
        ("", "en"),
        ("1981?", "en"),
        ("Ōsaka no hōan", "en"),
        ("What does 難民 mean?", "en"),
        ("技能実習生はなぜ失踪するのですか？", "ja"),
        ("TITP とは？", "ja"),
        ("司会者", "ja"),
        ("ﾍﾞﾄﾅﾑ", "ja"),
        ("What about ベトナム?", "ja"),
        ("難民認定制度 1981", "ja"),
    ],
)
def test_language_by_script(text: str, language: str) -> None:
    """Kana make a text Japanese; without kana the more frequent script decides."""
    assert language_of(text) == language


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_is_english(text: str) -> None:
    """Whatever is typed in ASCII alone is never taken for Japanese."""
    assert language_of(text) == "en"


@given(st.text(), st.sampled_from("あんアンーｱ"))
def test_one_kana_is_enough(text: str, kana: str) -> None:
    """Nothing that stands beside a kana takes the Japanese away."""
    assert language_of(text + kana) == "ja"
