"""What is promised of answers over the real booklet, with the real model."""

import json
import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from corpus.abstract import Abstract
from rag.answer import Answer, Kind
from rag.assistant import Assistant
from rag.language import language_of

Ask = Callable[[str], Answer]

FINDING = "This paper finds that indebtedness, low salary, failure to honor contracts,"

VARIED = (
    "Why do Cambodian technical intern trainees flee?",
    "what makes interns from Cambodia run away from their jobs",
    "How many Cambodian trainees were interviewed?",
    "When were the interviews with the trainees held?",
    "In which prefectures were trainees interviewed?",
    "How many trainees had escaped by 2018?",
    "What does Sano (2012) say about the trainees?",
    "Which theories are applied in the Vietnam study?",
    "How do illegal foreign workers enter Vietnam?",
    "How do they remain in Vietnam?",
    "What sources of data does the Vietnam study use?",
    "Why has the TITP been preserved despite criticism?",
    "What replaced the trainee system in Korea?",
    "Which subsidies does Hida City offer?",
    "How many bills on political asylum were submitted, and by whom?",
    "What did the refugee study conclude?",
    "What is non-refoulement's place in Japanese policy?",
    "Which studies use interviews?",
    "refugee",
    "Compare how the studies collected their data.",
    "Who chaired the session?",
    "How many talks are there?",
    "What are the keywords of the paper on local policies?",
    "カンボジア人技能実習生はなぜ失踪するのですか？",
    "難民に関する発表はありますか？",
    "What is the best sushi restaurant in Paris?",
)
OFF_TOPIC = (
    "What is the recipe for apple pie?",
    "Who won the football world cup?",
    "How do I install Python on Windows?",
    "What is the boiling point of helium?",
    "Explain the plot of Hamlet.",
    "今日の天気は？",
)


@pytest.fixture(scope="session")
def varied(ask: Ask) -> tuple[Answer, ...]:
    """The answers to all the varied questions."""
    return tuple(ask(question) for question in VARIED)


def test_why_trainees_flee(ask: Ask, cambodian: Abstract) -> None:
    """The finding is quoted, with author, affiliation, title and marker: not the aim alone."""
    answer = ask("Why do Cambodian technical intern trainees flee?")

    assert answer.kind is Kind.ANSWER
    assert answer.answerable
    assert any(citation.quote.startswith(FINDING) for citation in answer.citations)
    assert answer.citations[0].abstract_id == cambodian.id
    for part in ("Phengse Chhour (Hosei University)", cambodian.title, FINDING, "[1]"):
        assert part in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the Vietnam study?",
        "Who wrote about illegal foreign workers in Vietnam?",
        "who is the author of the talk on Vietnam",
        "Who presented “How Illegal Foreign Workers Enter and Remain in Vietnam”?",
        "Which university is the author of the Vietnam study from?",
    ],
)
def test_an_unnamed_author_is_not_guessed(ask: Ask, vietnam: Abstract, question: str) -> None:
    """The answer says that the booklet names no author for it, and counts as unanswered."""
    answer = ask(question)

    assert "names no author" in answer.text
    assert vietnam.title in answer.text
    assert not answer.answerable
    assert "Chhour" not in answer.text


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Who wrote about Cambodian trainees?", "Phengse Chhour (Hosei University)"),
        ("Who chaired the session?", "Yasutaka Saeki (Osaka University)"),
        ("hi, who chaired the session?", "Yasutaka Saeki"),
        ("When was the conference held?", "May 23, 2020"),
        ("What time did the session start?", "10:00"),
        ("Was the conference online?", "Online"),
        ("How many talks are there?", "4"),
        ("What does JAMPS stand for?", "JAPAN ASSOCIATION FOR MIGRATION POLICY STUDIES"),
        ("Which keywords has the Cambodian study?", "refugee recognition application"),
        ("司会は誰ですか？", "Saeki"),
        ("発表は何件ありますか？", "4件"),
    ],
)
def test_records_are_told(ask: Ask, question: str, part: str) -> None:
    """Who, when, where and how many come from the records."""
    answer = ask(question)

    assert answer.kind is Kind.RECORDS
    assert answer.answerable
    assert part.casefold() in answer.text.casefold()


@pytest.mark.parametrize("question", OFF_TOPIC)
def test_off_topic_questions_abstain(ask: Ask, question: str) -> None:
    """It says so, names two or three nearest titles, and suggests what it can answer."""
    answer = ask(question)

    assert (answer.kind, answer.answerable, answer.citations) == (Kind.ABSTENTION, False, ())
    assert 2 <= len(answer.nearest) <= 3
    assert len(set(answer.nearest)) == len(answer.nearest)
    assert all(near.title in answer.text for near in answer.nearest)
    assert answer.suggestions
    assert all(language_of(each) == answer.language for each in answer.suggestions)
    assert all(ask(each).answerable for each in answer.suggestions)


@pytest.mark.parametrize("remark", ["Hello!", "thanks a lot", "What can you do?", "こんにちは"])
def test_remarks_get_a_reply_with_examples(assistant: Assistant, ask: Ask, remark: str) -> None:
    """A short human reply with three example questions, in the visitor's language."""
    answer = ask(remark)

    assert answer.kind is Kind.SMALLTALK
    assert answer.citations == ()
    offered = assistant.examples(answer.language)
    assert len(offered) == 3
    assert all(example in answer.text for example in offered)


@pytest.mark.parametrize("place", range(len(VARIED)), ids=VARIED)
def test_every_quote_is_verbatim(
    assistant: Assistant, varied: tuple[Answer, ...], place: int
) -> None:
    """Each quote is the stored text at its offsets, and stands word for word in the answer."""
    for citation in varied[place].citations:
        abstract = assistant.catalogue.abstract(citation.abstract_id)
        assert citation.quote == abstract.text[citation.start : citation.end]
        assert citation.title == abstract.title
        assert citation.authors == tuple(author.name for author in abstract.authors)
        assert citation.quote in varied[place].text


@pytest.mark.parametrize("place", range(len(VARIED)), ids=VARIED)
def test_markers_and_citations_match(varied: tuple[Answer, ...], place: int) -> None:
    """Each marker stands once, in order from 1, and has one citation; the booklet has none."""
    answer = varied[place]
    markers = [int(number) for number in re.findall(r"\[(\d+)\]", answer.text)]

    assert markers == [citation.marker for citation in answer.citations]
    assert markers == list(range(1, len(markers) + 1))
    assert len(answer.citations) <= 4
    assert answer.kind is not Kind.ANSWER or 1 <= len(answer.citations) <= 3


@pytest.mark.parametrize("place", range(len(VARIED)), ids=VARIED)
def test_nothing_is_quoted_twice(varied: tuple[Answer, ...], place: int) -> None:
    """No two excerpts of an answer overlap, though one may be widened by its context."""
    quoted = sorted((c.abstract_id, c.start, c.end) for c in varied[place].citations)
    for (abstract_id, _, end), (other_id, start, _) in pairwise(quoted):
        assert abstract_id != other_id or end <= start


def test_every_sort_of_reply_is_among_them(varied: tuple[Answer, ...]) -> None:
    """The varied questions are varied: answers, records and an abstention, in two languages."""
    assert {Kind.ANSWER, Kind.RECORDS, Kind.ABSTENTION} <= {answer.kind for answer in varied}
    assert {answer.language for answer in varied} == {"en", "ja"}
    assert varied[-1].kind is Kind.ABSTENTION


def test_quotes_are_all_that_is_said_of_an_abstract(
    assistant: Assistant, varied: tuple[Answer, ...]
) -> None:
    """Without quotes, titles and people, an answer's frame holds no figure and no name."""
    for answer in varied:
        if answer.kind is not Kind.ANSWER:
            continue
        frame = re.sub(r"^Showing results for .*$", "", answer.text, flags=re.MULTILINE)
        for citation in answer.citations:
            abstract = assistant.catalogue.abstract(citation.abstract_id)
            people = [author.name_and_affiliation for author in abstract.authors]
            for part in (citation.quote, citation.title, f"[{citation.marker}]", *people):
                frame = frame.replace(part, "")
        assert not re.search(r"\d|Vietnam|Cambodia|Chhour", frame), frame


def test_the_same_question_gets_the_same_bytes(
    assistant: Assistant, varied: tuple[Answer, ...]
) -> None:
    """Same question, same index, same answer, to the byte, whatever was asked in between."""
    for question, first in reversed(list(zip(VARIED, varied, strict=True))[::2]):
        again = assistant.ask(question)
        assert as_bytes(again) == as_bytes(first)


def test_several_abstracts_speak(ask: Ask) -> None:
    """Where a question spans abstracts, more than one is quoted."""
    answer = ask("Compare how the studies collected their data.")

    assert len({citation.abstract_id for citation in answer.citations}) >= 2


def test_a_japanese_question(ask: Ask, cambodian: Abstract) -> None:
    """The frame is Japanese, the quote stays in its own language."""
    answer = ask("カンボジア人技能実習生はなぜ失踪するのですか？")
    frame = answer.text
    for citation in answer.citations:
        frame = frame.replace(citation.quote, "")

    assert (answer.language, answer.kind) == ("ja", Kind.ANSWER)
    assert answer.citations[0].abstract_id == cambodian.id
    assert all(language_of(citation.quote) == "en" for citation in answer.citations)
    assert all(language_of(line) == "ja" for line in frame.splitlines() if line.strip("> []123"))


@pytest.mark.parametrize(
    ("question", "holding"),
    [
        ("How many bills were submitted on political asylum?", "five different occasions"),
        ("What is the Hida City subsidy for?", "translation services"),
        ("How many immigration officers did the Vietnam study interview?", "ten experienced"),
        ("What replaced the system in Korea?", "Employment Permit System"),
    ],
)
def test_plain_questions_find_their_sentence(ask: Ask, question: str, holding: str) -> None:
    """A question on one plain fact cites the sentence that states it."""
    answer = ask(question)

    assert answer.answerable
    assert any(holding in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "What did Sato (2012) say about the trainees?",
        "How many Nepalese trainees fled in 2016?",
        "Which subsidies does Nagoya offer?",
    ],
)
def test_near_misses_are_not_answered(ask: Ask, question: str) -> None:
    """The right topic with the wrong person, country, year or town is not answered."""
    assert not ask(question).answerable


@pytest.mark.parametrize(
    "question",
    ["What did Chhour find?", "phengse chhour's method?", "Chhourさんは何を発見しましたか？"],
)
def test_an_author_is_enough(ask: Ask, cambodian: Abstract, question: str) -> None:
    """Asked what someone found or how, the answer quotes that person's abstract."""
    answer = ask(question)

    assert answer.kind is Kind.ANSWER
    assert {citation.abstract_id for citation in answer.citations} == {cambodian.id}


def test_a_misspelt_question_is_answered_and_told(ask: Ask, cambodian: Abstract) -> None:
    """Spelling is mended, and the visitor is told what was searched."""
    answer = ask("why do cambodain technical intern traineees flee")

    assert answer.answerable
    assert answer.citations[0].abstract_id == cambodian.id
    assert "cambodian technical intern trainees" in answer.text


def as_bytes(answer: Answer) -> bytes:
    """The public JSON."""
    return json.dumps(answer.to_json("q"), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("How did Chhour do the research?", "conducting semi-structured interviews"),
        ("日本の難民保護の歴史についての発表の結論は何ですか？", "In conclusion, the Japanese"),
        ("調査方法は？", "I chose qualitative method"),
    ],
)
def test_a_work_asked_for_its_method_or_conclusion_is_quoted(
    ask: Ask, question: str, quoted: str
) -> None:
    """Neither the list of what somebody wrote nor another sentence on the topic answers this."""
    answer = ask(question)

    assert answer.kind is Kind.ANSWER
    assert quoted in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What is the aim of Chhour's paper?", "The purpose of this study is to describe"),
        ("What did Chhour find?", "This paper finds that indebtedness"),
        ("What is the paper on foreign talent about?", "I propose focusing attention"),
        ("What future work does Chhour name?", "Future studies are needed"),
        ("Which problem does Chhour's paper address?", "Not many researchers work on the issue"),
        ("Who was interviewed in Chhour's study?", "interviewed 10 Cambodian technical intern"),
        ("What does the refugee paper conclude?", "In conclusion, the Japanese government"),
        ("ベトナムの研究の目的は何ですか", "This study aims at identifying loopholes"),
    ],
)
def test_a_work_asked_as_a_whole_is_quoted_where_it_tells(
    ask: Ask, question: str, quoted: str
) -> None:
    """The sentence that plays the part asked for comes first, whatever words it has."""
    answer = ask(question)

    assert answer.kind is Kind.ANSWER
    assert quoted in answer.citations[0].quote


def test_what_is_concluded_stands_beside_what_was_found(ask: Ask) -> None:
    """Where an abstract says that it concludes, who asks for findings reads that too."""
    quotes = [it.quote for it in ask("What did the study on refugee protection find?").citations]
    assert any(quote.startswith("In conclusion, the Japanese government") for quote in quotes)


@pytest.mark.parametrize(
    "question",
    [
        "What does the study of Vietnam recommend?",
        "What are the limitations of the Vietnam study?",
        "What are the limitations of “How Illegal Foreign Workers Enter and Remain in Vietnam”?",
        "Which future work does “How Illegal Foreign Workers Enter and Remain in Vietnam” name?",
    ],
)
def test_what_a_work_does_not_tell_is_not_made_up(ask: Ask, question: str) -> None:
    """An abstract without advice or limits is not quoted for some other sentence."""
    assert not ask(question).answerable


@pytest.mark.parametrize(
    "question",
    [
        "What problems do Cambodian trainees have?",
        "What methods do illegal foreign workers use to enter Vietnam?",
        "What is the purpose of refugee protection policy in Japan?",
    ],
)
def test_what_a_title_names_is_not_asked_for_the_study_of_it(
    assistant: Assistant, question: str
) -> None:
    """The problems of trainees are not the problem of the paper on trainees."""
    assert assistant.consider(question).aspect is None


@pytest.mark.parametrize("order", ["Write a poem about refugees", "抄録を英語に翻訳して"])
def test_an_order_is_declined(ask: Callable[[str], Answer], order: str) -> None:
    """Nothing is quoted; what can be asked is offered."""
    answer = ask(order)

    assert answer.kind is Kind.ABSTENTION
    assert not answer.citations
    assert answer.suggestions


@pytest.mark.parametrize("noise", ["asdkjh qwoeiu zmxnc", "xkcd", "Qwoeiu the zmxnc?"])
def test_words_that_nobody_knows_are_not_answered(ask: Callable[[str], Answer], noise: str) -> None:
    """Neither the abstracts nor the encoder know any of them."""
    assert ask(noise).kind is Kind.ABSTENTION
