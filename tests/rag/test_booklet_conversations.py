"""Conversations over the real booklet: follow-ups are understood, visitors never mix."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from corpus.abstract import Abstract
from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.conversation import Conversation

Talk = Callable[..., Conversation]

ON_TRAINEES = (
    "How were the Cambodian trainees interviewed?",
    "And how many of them were women?",
    "In which prefectures?",
    "Who is the author?",
)
ON_REFUGEES = (
    "What did the study on refugee protection before 1981 conclude?",
    "And who wrote it?",
    "How many bills were submitted?",
    "Who submitted them?",
)


def last(conversation: Conversation) -> Answer:
    """The latest answer."""
    assert conversation.last is not None
    return conversation.last.answer


@pytest.mark.parametrize(
    "question",
    [
        "How were the Cambodian trainees interviewed?",
        "How many missing Cambodian trainees were interviewed?",
        "Whom did the author of the Cambodian study interview?",
    ],
)
def test_how_many_of_them_were_women(conversation_of: Talk, question: str) -> None:
    """After a question on the interviews the sentence with the three women is cited."""
    answer = last(conversation_of(question, "And how many of them were women?"))

    assert any("3 females and 7 males" in citation.quote for citation in answer.citations)
    assert answer.rewritten is not None
    assert "Cambodian" in answer.rewritten


def test_it_is_the_study_spoken_of(
    conversation_of: Talk, cambodian: Abstract, vietnam: Abstract
) -> None:
    """Asked "Who wrote it?", it tells of the abstract at hand: here a name, there none."""
    named = last(conversation_of("Why do Cambodian trainees flee?", "Who wrote it?"))
    unnamed = last(conversation_of("How do illegal workers enter Vietnam?", "Who wrote it?"))

    assert [c.abstract_id for c in named.citations] == [cambodian.id]
    assert "Phengse Chhour" in named.text
    assert [c.abstract_id for c in unnamed.citations] == [vietnam.id]
    assert "names no author" in unnamed.text


def test_the_second_one(conversation_of: Talk, vietnam: Abstract) -> None:
    """After the list of talks "the second one" is the second of the booklet."""
    answer = last(conversation_of("Which talks are there?", "What did the second one find?"))

    assert {c.abstract_id for c in answer.citations} == {vietnam.id}


def test_the_other_one(conversation_of: Talk, refugees: Abstract) -> None:
    """Whoever names another study by its topic means that study, not the one at hand."""
    answer = last(conversation_of("What did the study on Vietnam find?", "And the refugee one?"))

    assert [c.abstract_id for c in answer.citations[:1]] == [refugees.id]


def test_thanks_do_not_end_a_conversation(conversation_of: Talk, cambodian: Abstract) -> None:
    """A word of thanks between two questions leaves the topic where it was."""
    answer = last(conversation_of("Why do Cambodian trainees flee?", "thanks", "Who wrote it?"))

    assert [c.abstract_id for c in answer.citations] == [cambodian.id]


def test_a_first_question_is_not_rewritten(assistant: Assistant) -> None:
    """What stood alone was not rewritten."""
    assert assistant.ask("Why do Cambodian trainees flee?").rewritten is None


@pytest.mark.parametrize(
    "question",
    [
        "How do illegal foreign workers enter Vietnam?",
        "What did the study on refugee protection before 1981 conclude?",
        "Which subsidies does Hida City offer for trainees?",
        "Who chaired the session?",
        "How many talks are there?",
    ],
)
def test_another_topic_is_answered_alike(
    assistant: Assistant, ask: Callable[[str], Answer], question: str
) -> None:
    """A question that stands alone is answered from the same abstract, whatever was said."""
    first = "Why do Cambodian trainees flee?"
    alone = ask(question)
    after = assistant.ask(question, Conversation().after(first, ask(first)))

    assert after.kind is alone.kind
    assert [c.abstract_id for c in after.citations[:1]] == [
        c.abstract_id for c in alone.citations[:1]
    ]


def test_two_conversations_never_mix(assistant: Assistant, conversation_of: Talk) -> None:
    """Asked in turns, two visitors get what each would have got alone."""
    apart = (conversation_of(*ON_TRAINEES), conversation_of(*ON_REFUGEES))
    one, other = Conversation(), Conversation()
    for mine, theirs in zip(ON_TRAINEES, ON_REFUGEES, strict=True):
        one = one.after(mine, assistant.ask(mine, one))
        other = other.after(theirs, assistant.ask(theirs, other))

    assert (one, other) == apart
    assert {c.abstract_id for t in one.turns for c in t.answer.citations}.isdisjoint(
        c.abstract_id for t in other.turns for c in t.answer.citations
    )


def test_two_visitors_at_once(conversation_of: Talk) -> None:
    """Two threads at the same time get what each would have got alone, to the letter."""
    both = (ON_TRAINEES[:2], ON_REFUGEES[:2])
    apart = [conversation_of(*asked) for asked in both]

    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(lambda asked: conversation_of(*asked), both * 2))

    assert together == apart * 2


def test_a_conversation_is_not_changed(assistant: Assistant, conversation_of: Talk) -> None:
    """Asking leaves the conversation as it was: a visitor may go back and ask again."""
    before = conversation_of(ON_TRAINEES[0])
    first = assistant.ask(ON_TRAINEES[1], before)

    assert len(before.turns) == 1
    assert assistant.ask(ON_TRAINEES[1], before) == first


@pytest.mark.parametrize(
    "question",
    [
        "What are the limitations of the Vietnam study?",
        "Which future work does “How Illegal Foreign Workers Enter and Remain in Vietnam” name?",
    ],
)
def test_what_a_named_work_does_not_tell_is_not_asked_of_the_one_before(
    assistant: Assistant, conversation_of: Talk, question: str
) -> None:
    """Who names another work does not go on, however little that work tells."""
    asked = assistant.ask(question, conversation_of("Why do Cambodian trainees flee?"))

    assert not asked.answerable
    assert asked.rewritten is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("結論は？", "illegal"),
        ("著者は？", "著者名は予稿集に記載されていません"),
        ("キーワードは？", "キーワードは予稿集に記載されていません"),
        ("司会は？", "Saeki"),
    ],
)
def test_a_field_is_that_of_the_work_at_hand(conversation_of: Talk, asked: str, said: str) -> None:
    """What a work does not tell is not told of another; the chair is the conference's."""
    answer = last(conversation_of("ベトナムの研究の方法は？", asked))

    assert said in answer.text or said in answer.citations[0].abstract_id
    assert len({it.abstract_id for it in answer.citations}) <= 1


@pytest.mark.parametrize(
    ("refused", "word"),
    [
        ("What does the Vietnam study recommend?", "Vietnam"),
        ("What do brokers earn in the Cambodia study?", "Cambodian"),
        ("How old were the trainees in Chhour's study?", "Cambodian"),
    ],
)
def test_a_refusal_keeps_the_work_in_hand(
    assistant: Assistant, conversation_of: Callable[..., Conversation], refused: str, word: str
) -> None:
    """It is said which work is silent, and "it" is that work in the next question."""
    answer = assistant.ask(refused)
    assert answer.kind is Kind.ABSTENTION
    assert [word in it.title for it in answer.nearest] == [True]
    found = assistant.ask("What did it find?", conversation_of(refused))
    assert word in found.citations[0].title


@pytest.mark.parametrize("asked", ["Who chaired it?", "Who chaired them?", "司会は誰ですか"])
def test_who_chaired_what_was_listed(
    assistant: Assistant, conversation_of: Callable[..., Conversation], asked: str
) -> None:
    """Works are chaired by nobody, but their session is."""
    answer = assistant.ask(asked, conversation_of("Which talks are there?"))
    assert "Saeki" in answer.text


@pytest.mark.parametrize("asked", ["What about the other talks?", "Other papers?", "他の発表は？"])
def test_the_others_are_listed(
    assistant: Assistant,
    conversation_of: Callable[..., Conversation],
    vietnam: Abstract,
    asked: str,
) -> None:
    """All but the one at hand."""
    answer = assistant.ask(asked, conversation_of("What is the aim of the Vietnam study?"))
    listed = {it.abstract_id for it in answer.citations}
    assert listed == {it.id for it in assistant.catalogue.abstracts()} - {vietnam.id}


@pytest.mark.parametrize(
    ("first", "then", "word"),
    [
        ("ベトナムの研究の目的は何ですか", "それを書いたのは誰？", "記載されていません"),
        ("ベトナムの研究の目的は何ですか", "それは誰の研究ですか", "記載されていません"),
        ("What is the aim of the Vietnam study?", "When is it?", "May 23, 2020"),
        ("What is the aim of the Vietnam study?", "Where is the talk?", "Online"),
    ],
)
def test_it_goes_on_with_the_work_at_hand(
    assistant: Assistant,
    conversation_of: Callable[..., Conversation],
    first: str,
    then: str,
    word: str,
) -> None:
    """By a word that points, or by leaving out what is spoken of."""
    assert word in assistant.ask(then, conversation_of(first)).text


@pytest.mark.parametrize(
    "then", ["どうやって調べましたか", "何人に聞きましたか", "いつ終わりましたか"]
)
def test_japanese_leaves_out_what_is_spoken_of(
    assistant: Assistant, conversation_of: Callable[..., Conversation], vietnam: Abstract, then: str
) -> None:
    """A verb without a subject is said of the work at hand first."""
    talk = conversation_of("ベトナムの研究の目的は何ですか")
    assert assistant.understood(then, talk).resolved.focus == (vietnam.id,)
    assert not assistant.understood("難民条約にいつ署名しましたか", talk).resolved.focus


def test_what_no_record_holds_is_final(
    assistant: Assistant, conversation_of: Callable[..., Conversation]
) -> None:
    """No text is quoted in its place, whatever was spoken of before."""
    talk = conversation_of("What is the aim of the Vietnam study?")
    for asked in ("Can I read the whole paper?", "Has it been published?", "Is it any good?"):
        assert not assistant.ask(asked, talk).citations


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("What is the last talk about?", "Refugee"),
        ("What does the last abstract find?", "Refugee"),
        ("Summarise the first talk", "Cambodian"),
        ("最初の発表は何についてですか", "Cambodian"),
    ],
)
def test_the_first_and_the_last_may_be_asked_of(
    assistant: Assistant, question: str, word: str
) -> None:
    """Not which they are, but what they say."""
    answer = assistant.ask(question)
    assert answer.kind is Kind.ANSWER
    assert all(word in it.title for it in answer.citations)


def test_they_are_the_works_of_a_list(
    assistant: Assistant, conversation_of: Callable[..., Conversation]
) -> None:
    """Who gave them: of each; what one alone is about: its aim, and nothing about its author."""
    everyone = assistant.ask("Who gave them?", conversation_of("Which talks are there?"))
    assert len(everyone.citations) == len(assistant.catalogue.abstracts())
    about = assistant.ask("What are they about?", conversation_of("Which talks are about brokers?"))
    assert about.kind is Kind.ANSWER
