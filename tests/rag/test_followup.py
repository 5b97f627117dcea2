"""A follow-up is read from the turns before it; what stands alone is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Answer, Citation, Kind, Nearest
from rag.conversation import Conversation
from rag.followup import resolve

REEDS = "Why Reeds Return to Shallow Lakes"
FERRIES = "Ferries and Fishers"
TITLES = {"l/reeds": REEDS, "l/ferries": FERRIES, "l/ice": "Ice"}


def said(
    question: str,
    *cited: str,
    kind: Kind = Kind.ANSWER,
    nearest: tuple[str, ...] = (),
    rewritten: str | None = None,
) -> Conversation:
    """One turn whose answer cites these abstracts, numbered from 1."""
    answer = Answer(
        question=question,
        language="en",
        kind=kind,
        answerable=bool(cited),
        confidence=0.9,
        text="",
        citations=tuple(
            Citation(n, i, TITLES[i], (), 0, 1, "x") for n, i in enumerate(cited, start=1)
        ),
        nearest=tuple(Nearest(i, TITLES[i]) for i in nearest),
        rewritten=rewritten,
    )
    return Conversation().after(question, answer)


ABOUT_REEDS = said("Why do reeds return?", "l/reeds")
LISTED = said("Which talks are there?", "l/reeds", "l/ferries", "l/ice", kind=Kind.RECORDS)


@given(st.text())
def test_without_a_conversation_nothing_is_resolved(question: str) -> None:
    """The first question is itself, whatever it says, and no stand-alone form is shown."""
    resolved = resolve(question, Conversation())

    assert resolved.text == " ".join(question.split())
    assert (resolved.focus, resolved.before, resolved.shown) == ((), "", None)


@pytest.mark.parametrize(
    ("question", "abstract_id"),
    [
        ("What did the first one find?", "l/reeds"),
        ("Tell me more about the second talk.", "l/ferries"),
        ("And the third?", "l/ice"),
        ("the last one?", "l/ice"),
        ("Who wrote [2]?", "l/ferries"),
        ("What does abstract 3 say?", "l/ice"),
        ("二つ目の発表の方法は？", "l/ferries"),
        ("最後の発表は？", "l/ice"),
    ],
)
def test_a_place_points_at_what_was_shown_there(question: str, abstract_id: str) -> None:
    """Ordinal words, markers and numbers point into the list that the last answer showed."""
    resolved = resolve(question, LISTED)

    assert resolved.focus == (abstract_id,)
    assert resolved.shown is not None
    assert TITLES[abstract_id] in resolved.shown


def test_a_marker_counts_citations() -> None:
    """[3] is the third citation, although it stands for the second abstract."""
    before = said("Which studies?", "l/reeds", "l/reeds", "l/ferries")

    assert resolve("What is [3] about?", before).focus == ("l/ferries",)


def test_a_place_beyond_the_list_points_nowhere() -> None:
    """Where only three were shown, the fourth is not guessed."""
    assert resolve("What did the fourth one find?", LISTED).focus != ("l/reeds",)
    assert "l/ferries" not in resolve("Who wrote [9]?", LISTED).focus


def test_an_abstention_shows_titles_too() -> None:
    """The nearest titles that an abstention offers can be pointed at."""
    before = said("What of boats?", kind=Kind.ABSTENTION, nearest=("l/ice", "l/reeds"))

    assert resolve("Tell me about the second one", before).focus == ("l/reeds",)


@pytest.mark.parametrize(
    "question",
    ["What about Vietnam?", "And in Vietnam?", "how about Vietnam", "And Vietnam?"],
)
def test_a_name_takes_the_place_of_a_name(question: str) -> None:
    """Whoever says "What about Vietnam?" asks the question before of another country."""
    resolved = resolve(question, said("Why do trainees from Cambodia flee?", "l/reeds"))

    assert "flee" in resolved.text
    assert "Vietnam" in resolved.text
    assert "Cambodia" not in resolved.text
    assert resolved.focus == ()
    assert resolved.shown == resolved.text


def test_a_name_is_added_where_there_was_none() -> None:
    """Without a name to replace, the new one joins the question before."""
    resolved = resolve("What about Vietnam?", said("why do trainees flee?", "l/reeds"))

    assert "trainees flee" in resolved.text
    assert "Vietnam" in resolved.text


def test_substitution_starts_from_the_stand_alone_form() -> None:
    """The third question in a row is read from what the second one meant."""
    before = said("And Laos?", "l/ice", rewritten="Why do trainees from Laos flee?")

    assert resolve("And Vietnam?", before).text == "Why do trainees from Vietnam flee?"


@pytest.mark.parametrize(
    "question",
    [
        "Which method does it use?",
        "How many of them were women?",
        "And how many of them were women?",
        "Who is the author of this study?",
        "What did he find?",
        "What did the author interview them about?",
        "その方法は？",
        "この研究の著者は誰ですか",
    ],
)
def test_a_pointer_points_at_what_was_cited(question: str) -> None:
    """A pronoun or "the study" means the abstract that the last answer rested on."""
    resolved = resolve(question, ABOUT_REEDS)

    assert resolved.focus == ("l/reeds",)
    assert resolved.before == "Why do reeds return?"
    assert resolved.shown is not None
    assert REEDS in resolved.shown


@pytest.mark.parametrize(
    "question", ["Why?", "And the method?", "how many?", "results", "方法は？"]
)
def test_a_fragment_goes_on_with_what_was_said(question: str) -> None:
    """A question of hardly a word of its own is about the abstract at hand."""
    assert resolve(question, ABOUT_REEDS).focus == ("l/reeds",)


def test_both_talks_are_both() -> None:
    """A plural pointer keeps everything that was shown."""
    before = said("Which studies are on water?", "l/reeds", "l/ferries")

    assert resolve("Which method do both use?", before).focus == ("l/reeds", "l/ferries")


@pytest.mark.parametrize(
    "question",
    [
        "Why did fishers quarrel with ferries in Nagano?",
        "Which subsidies do municipalities in Hokkaido offer?",
        "How many captains were interviewed about harbours?",
        "難民保護政策の歴史について教えてください",
    ],
)
def test_another_topic_is_another_question(question: str) -> None:
    """A whole question that names its own topic stands alone, whatever was said before."""
    resolved = resolve(question, ABOUT_REEDS)

    assert (resolved.text, resolved.focus, resolved.before, resolved.shown) == (
        question,
        (),
        "",
        None,
    )


def test_about_the_conference_itself() -> None:
    """After a question on the conference, which cites nothing, a fragment goes on with it."""
    before = said("When was the session held?", kind=Kind.RECORDS)
    resolved = resolve("And who chaired it?", before)

    assert "chaired" in resolved.text
    assert resolved.focus == ()


@given(st.text(), st.sampled_from([ABOUT_REEDS, LISTED, said("Hi", kind=Kind.SMALLTALK)]))
def test_any_question_may_follow(question: str, before: Conversation) -> None:
    """No text breaks the reading of a follow-up, and it only points at what was shown."""
    resolved = resolve(question, before)

    assert set(resolved.focus) <= set(TITLES)
