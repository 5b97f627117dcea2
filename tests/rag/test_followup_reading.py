"""What a turn begins with, where it points, and what of the question before it asks again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer import Answer, Citation, Comparison, Kind, Nearest
from rag.conversation import Conversation
from rag.followup import gone_on, resolve
from rag.followup_ellipsis import asks_for_more, is_elliptical, is_fragment
from rag.followup_leads import opened
from rag.followup_places import placed
from rag.followup_slots import substitution
from rag.pointing import NamedWork, named_work
from rag.records_mentions import Mentions
from rag.resolved import Known

TITLES = {"l/reeds": "Why Reeds Return", "l/ferries": "Ferries and Fishers", "l/ice": "Ice"}


def answer(*cited: str, kind: Kind = Kind.ANSWER, rewritten: str | None = None) -> Answer:
    """An answer that cites these abstracts, one quote of each."""
    citations = tuple(
        Citation(n, i, TITLES[i], (), 10, 20, "ten quoted") for n, i in enumerate(cited, start=1)
    )
    return Answer("", "en", kind, bool(cited), 0.9, "", citations, rewritten=rewritten)


def talk(*turns: tuple[str, Answer]) -> Conversation:
    """The conversation of these turns."""
    so_far = Conversation()
    for question, reply in turns:
        so_far = so_far.after(question, replace(reply, question=question))
    return so_far


def titled(subject: str) -> tuple[str, ...]:
    """The one title that holds a subject."""
    held = tuple(i for i, title in TITLES.items() if subject.casefold() in title.casefold())
    return held if len(held) == 1 else ()


def work_in(text: str) -> NamedWork | None:
    """The work that a text names by its subject."""
    return named_work(text, titled)


KNOWN = Known(Mentions, work_in, TITLES.__getitem__)
LISTED = talk(("Which talks are there?", answer(*TITLES, kind=Kind.RECORDS)))
COMPARED = talk(
    (
        "Compare reeds and ferries.",
        replace(
            answer("l/ferries", "l/reeds"),
            nearest=(Nearest("l/reeds", "Why Reeds Return"), Nearest("l/ferries", "Ferries")),
            comparison=Comparison(("reeds", "ferries"), ()),
        ),
    )
)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("great, and what do landlords do?", "what do landlords do?"),
        ("Interesting! Who presents this?", "Who presents this?"),
        ("ok. thanks. And the method?", "the method?"),
        ("thx, and when does it begin?", "when does it begin?"),
        ("Sure enough, why?", "Sure enough, why?"),
    ],
)
def test_remarks_before_a_question_are_passed_over(said: str, text: str) -> None:
    """Thanks, praise and conjunctions ask nothing; any other words are left."""
    assert opened(said).text == text


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("No, I meant the fishers.", "the fishers."),
        ("Sorry, I meant Sano, not Saito.", "Sano."),
        ("I mean, where does he work?", "where does he work?"),
        ("いえ、送還のことです", "送還のことです"),
    ],
)
def test_a_correction_is_told(said: str, text: str) -> None:
    """What stands behind "I meant" is what is asked."""
    found = opened(said)

    assert (found.text, found.corrects) == (text, True)


def test_back_to_an_earlier_topic() -> None:
    """A topic named before a colon is what the question behind it is about."""
    assert opened("Back to the ferries: who was asked?").back_to == "ferries"
    assert resolve("Back to ferries: who was asked?", LISTED, KNOWN).focus == ("l/ferries",)


@given(st.text())
def test_something_is_always_left_to_ask(said: str) -> None:
    """Whatever is typed, a turn that holds something is not read as empty."""
    tidy = " ".join(said.split())

    assert bool(opened(tidy).text) == bool(tidy)


@pytest.mark.parametrize(
    ("said", "focus"),
    [
        ("What are the last two about?", ("l/ferries", "l/ice")),
        ("Who wrote the first two talks?", ("l/reeds", "l/ferries")),
        ("最後の2つの発表は？", ("l/ferries", "l/ice")),
        ("What does the latter say?", ("l/ice",)),
        ("前者は？", ("l/reeds",)),
    ],
)
def test_places_of_several_and_of_a_pair(said: str, focus: tuple[str, ...]) -> None:
    """“The last two” are two, “the latter” is the last that was shown."""
    found = placed(said, LISTED)

    assert found is not None
    assert found.focus == focus


def test_a_list_stays_open_while_it_is_pointed_into() -> None:
    """[1] after "What is [2] about?" is the first of the list, not of what [2] answered."""
    before = LISTED.after("What is [2] about?", answer("l/ferries"))

    assert resolve("And how did [1] collect its data?", before, KNOWN).focus == ("l/reeds",)


def test_sides_of_a_comparison() -> None:
    """Former and latter are the sides as they were named; the other is the one not spoken of."""
    one = COMPARED.after("What does the latter conclude?", answer("l/ferries"))

    assert resolve("What does the latter conclude?", COMPARED, KNOWN).focus == ("l/ferries",)
    assert resolve("and the other one?", one, KNOWN).focus == ("l/reeds",)
    assert resolve("もう一つの方は？", one, KNOWN).focus == ("l/reeds",)


@pytest.mark.parametrize(
    "said", ["And the first one?", "And the study on reeds?", "what about [1]?"]
)
def test_another_work_is_asked_the_same(said: str) -> None:
    """Whoever only names another work asks the question before of it."""
    reply = answer("l/ferries", kind=Kind.RECORDS)
    before = LISTED.after("Who wrote the second one?", replace(reply, rewritten=None))
    resolved = resolve(said, before, KNOWN)

    assert resolved.focus == ("l/reeds",)
    assert resolved.text == "Who wrote this talk?"
    assert resolved.shown == "Who wrote this talk? (about “Why Reeds Return”)"


def test_a_question_that_names_its_work_points_at_nothing_else() -> None:
    """“Its” is of the study that the question names, whatever was spoken of before."""
    before = talk(("Why do ferries fight fishers?", answer("l/ferries")))

    assert resolve("How did the study on reeds gather its data?", before, KNOWN).focus == ()


@pytest.mark.parametrize(
    "said",
    ["How often?", "Since when?", "In which language?", "From where?", "Only there?", "どこで？"],
)
def test_half_sentences_ask_on_of_the_text(said: str) -> None:
    """They cannot stand alone, so that neither records nor other abstracts are asked."""
    before = talk(("Why do ferries fight fishers?", answer("l/ferries")))
    resolved = resolve(said, before, KNOWN)

    assert is_elliptical(said)
    assert (resolved.focus, resolved.of_texts, resolved.only) == (("l/ferries",), True, True)
    assert resolved.read == (("l/ferries", 10, 20),)


@pytest.mark.parametrize("said", ["How many talks?", "Which bills were rejected?", "Who chairs?"])
def test_whole_questions_are_no_half_sentences(said: str) -> None:
    """What names its own subject may be a new question."""
    assert not is_elliptical(said)


def test_a_sentence_of_two_words_is_no_fragment() -> None:
    """It asks of something that it names; a field of a study it would ask of the one at hand."""
    assert not is_fragment("Which bills were rejected?")
    assert is_fragment("Which data were used?")


def test_more_is_what_was_not_shown() -> None:
    """“Tell me more” asks the same again and leaves out what was quoted."""
    before = talk(("Why do ferries fight fishers?", answer("l/ferries")))
    resolved = resolve("Tell me more.", before, KNOWN)

    assert asks_for_more("もっと詳しく教えてください")
    assert resolved.text == "Why do ferries fight fishers?"
    assert resolved.past == (("l/ferries", 10, 20),)


@pytest.mark.parametrize(
    ("said", "before", "text"),
    [
        (
            "in 2019?",
            "How many were there in Laos in 2004?",
            "How many were there in Laos in 2019?",
        ),
        (
            "to fishers?",
            "Which of the two talked to captains?",
            "Which of the two talked to fishers?",
        ),
    ],
)
def test_a_phrase_takes_the_place_of_its_like(said: str, before: str, text: str) -> None:
    """What stands behind a preposition replaces what stood behind the same one."""
    found = substitution(said, f"And {said}", before, corrects=False)

    assert found is not None
    assert found.text == text


def test_a_correction_keeps_the_asking() -> None:
    """A name takes the place of a name, another subject that of the subject."""
    before = "How many workers were there in 2019?"
    named = substitution("Sano", "Sorry, I meant Sano", "What did Saito find?", corrects=True)
    other = substitution("the interns of the scheme.", "", before, corrects=True)

    assert named is not None
    assert named.text == "What did Sano find?"
    assert other is not None
    assert other.text == "How many interns of the scheme?"


def test_after_a_refusal_the_abstract_asked_about_is_still_at_hand() -> None:
    """What could not be answered of an abstract does not end the talk about it."""
    refused = replace(
        answer(kind=Kind.ABSTENTION, rewritten="How often? (about “Ferries and Fishers”)"),
        nearest=(Nearest("l/ice", "Ice"), Nearest("l/ferries", "Ferries and Fishers")),
    )
    before = talk(("Why do ferries fight?", answer("l/ferries")), ("How often?", refused))

    assert resolve("Since when?", before, KNOWN).focus == ("l/ferries",)
    assert gone_on("Are brokers to blame?", before, KNOWN) is not None
    assert gone_on("Are brokers to blame?", LISTED, KNOWN) is None
