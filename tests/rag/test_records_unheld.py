"""What no record holds is said to be lacking, and no text that sounds like it answers."""

import pytest

from rag.answer import Kind
from rag.assistant import Assistant
from rag.cuebook import load_cues
from rag.records_phrases import record_phrases
from tests.support.booklets import REEDS


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("How many female presenters are there?", "gender"),
        ("Are the speakers women?", "gender"),
        ("女性の発表者は何人ですか。", "gender"),
        ("Are there any Japanese authors?", "nationality"),
        ("著者の国籍は？", "nationality"),
        ("How old is the author?", "age"),
        ("Is Mari Okada a professor?", "position"),
        ("Which speakers are PhD students?", "position"),
        ("What does Mari Okada do for a living?", "position"),
        ("佐藤花子さんの職業は何ですか。", "position"),
        ("チョールさんは教授ですか。", "position"),
        ("司会者の連絡先を教えてください。", "contact"),
        ("What is Mari Okada's e-mail address?", "contact"),
        ("How can I contact the speakers?", "contact"),
        ("著者の連絡先を教えてください。", "contact"),
        ("Who can I contact?", "contact"),
        ("問い合わせ先はどこですか", "contact"),
        ("Where can I download the booklet?", "booklet"),
        ("Can you send me the PDF?", "booklet"),
        ("予稿集はどこで入手できますか", "booklet"),
        ("How do I cite Mari Okada's talk?", "citing"),
        ("Give me the BibTeX", "citing"),
        ("引用の仕方を教えてください", "citing"),
        ("Has it been published?", "publication"),
        ("How long is it?", "length"),
        ("Is it any good?", "rating"),
        ("When is the next conference?", "later events"),
        ("次回の大会はいつですか", "later events"),
        ("How do I submit an abstract?", "taking part"),
        ("How do I join the association?", "taking part"),
        ("会員になるには？", "taking part"),
        ("Is there a photo of Mari Okada?", "portrait"),
        ("Where can I read the full papers?", "full text"),
        ("Are there slides of the talks?", "full text"),
        ("全文はどこで読めますか。", "full text"),
        ("Which talk is the longest?", "length"),
        ("How long is each talk?", "length"),
        ("発表の時間はどれくらいですか。", "length"),
        ("How do I register for the conference?", "taking part"),
        ("How much is the registration fee?", "taking part"),
        ("参加費はいくらですか。", "taking part"),
        ("How many people attended the conference?", "attendance"),
        ("Where is Suwa University?", "whereabouts"),
        ("Who won the best paper award?", "award"),
        ("Which talk is the most interesting?", "rating"),
        ("What's the best paper?", "rating"),
        ("おすすめの発表はどれですか。", "rating"),
    ],
)
def test_it_is_said_what_is_lacking(lake_assistant: Assistant, question: str, what: str) -> None:
    """The sentence for it, in the language of the question; nothing is cited."""
    answer = lake_assistant.ask(question)

    language = "ja" if any("ぁ" <= sign <= "ん" for sign in question) else "en"
    assert answer.text.startswith(record_phrases(language).unheld[what])  # type: ignore[arg-type]
    assert answer.kind is Kind.ABSTENTION
    assert answer.citations == ()


@pytest.mark.parametrize(
    "question",
    [
        "How many women were interviewed?",
        "Which talks are about female researchers?",
        "Which Vietnamese authors are cited on brokers?",
        "How old were the trainees?",
        "How long did the interviews take?",
        "Are the trainees students?",
        "Which fees do trainees pay to brokers?",
        "How do refugees register?",
        "Is there a talk on BibTeX?",
        "How do trainees refer to brokers?",
        "Which abstracts cite Sano?",
        "Was the survey published by the ministry?",
        "Is it good for trainees to stay?",
        "How long is it before trainees flee?",
        "When did the next wave of refugees come?",
        "Where do trainees submit complaints?",
        "Whom did trainees contact?",
        "How can refugees join the association of evacuees?",
        "Which booklets did trainees read?",
        "How many papers are in this booklet?",
        "What can I find in the booklet?",
        "Did trainees get the booklet?",
        "予稿集には何件の発表がありますか",
        "What is the best way to protect refugees?",
        "How do migrants contact their families?",
        "Where were the recordings of the interviews kept?",
        "What is the most important reason for fleeing?",
        "Did the author attend the hearing?",
        "When is the conference?",
        "Where does _author_ work?",
        "How many authors are there?",
        "Which paper deals with students?",
        "調査の参加者は何人ですか。",
        "女性の研究者についての発表はありますか。",
    ],
)
def test_what_the_texts_may_say_is_left_to_them(question: str) -> None:
    """Questions of the same words that ask of what was studied are no such question."""
    assert load_cues("records_unheld").first(question) is None


def test_whom_the_records_name_is_told(lake_assistant: Assistant) -> None:
    """What is known of somebody is said with what is not, and the abstract offered."""
    answer = lake_assistant.ask("Is Mari Okada a professor?")

    assert "They name Mari Okada (Suwa University)." in answer.text
    assert [near.abstract_id for near in answer.nearest] == [REEDS.id]
