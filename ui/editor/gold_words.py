"""The words of the form for a gold question, in English and Japanese."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GoldWords:
    """Every text in one language. ``{…}`` fields are filled by ``str.format``.

    The last three tables name the choices of the menus.
    """

    gold: str
    gold_hint: str
    question: str
    find: str
    look: str
    mark: str
    mark_hint: str
    clause: str
    clause_hint: str
    answer: str
    answered: str
    not_answered: str
    several: str
    any_one: str
    all_needed: str
    type: str
    difficulty: str
    why_not: str
    language: str
    note: str
    note_hint: str
    write: str
    written: str
    written_hint: str
    remove_from_list: str
    changed: str
    unmarked: str
    not_there: str
    already: str
    refused: str
    types: dict[str, str]
    difficulties: dict[str, str]
    unanswerable: dict[str, str]


ENGLISH = GoldWords(
    gold="A gold question",
    gold_hint="Ask it as its reader would, then say what a right reply must rest on. Read it once "
    "more against the whole booklet: a sentence that is forgotten makes a right reply wrong.",
    question="Question",
    find="Find abstracts",
    look="Look at",
    mark="What answers it",
    mark_hint="Mark every sentence that a demanding reader would take for a direct answer.",
    clause="Or a part of a sentence of this abstract",
    clause_hint="Copied from the text.",
    answer="Do the abstracts answer it?",
    answered="Yes: the sentences marked below",
    not_answered="No",
    several="If several are marked",
    any_one="any one of them answers",
    all_needed="only all together answer",
    type="It asks for",
    difficulty="How it is put",
    why_not="If they do not answer it: why",
    language="Language of the question",
    note="Note",
    note_hint="Why a doubtful case is as it is.",
    write="Write it down",
    written="The gold question is written down",
    written_hint="It is the last line of this file. Read it over, then move it into the gold file "
    "of its booklet, or measure with it as it is: shoroku eval --gold {folder}",
    remove_from_list="Take it off the list",
    changed="the abstracts have changed in the meantime. Please mark again.",
    unmarked="no sentence is marked. Mark every sentence that answers the question.",
    not_there="“{text}” does not stand in “{title}”. Copy it from the text.",
    already="this question is in the file already.",
    refused="Not written",
    types={
        "aim": "the aim",
        "method": "the method",
        "finding": "a finding",
        "why": "why",
        "how_many": "how many",
        "who": "who",
        "where": "where",
        "when": "when",
        "what": "what",
        "definition": "what a word means",
        "yes_no": "yes or no",
        "several": "more than one abstract",
        "comparison": "a comparison",
    },
    difficulties={
        "literal": "in the abstract's own words",
        "paraphrase": "in other words",
        "typo": "misspelt",
        "abbreviation": "with a short form",
        "crosslingual": "in another language",
    },
    unanswerable={
        "off_topic": "another topic",
        "near_miss": "the topic is there, this detail is not",
        "false_premise": "it supposes what is not so",
        "wrong_person": "it names someone else",
        "full_text_only": "only the full paper says it",
    },
)

JAPANESE = GoldWords(
    gold="正解付き質問",
    gold_hint="読者が尋ねるとおりの言葉で書き、正しい回答が何に基づくべきかを示してください。冊子全体と"
    "照らし合わせてもう一度お読みください。見落とした文があると、正しい回答が誤りと数えられます。",
    question="質問",
    find="抄録を探す",
    look="見る",
    mark="答えとなる箇所",
    mark_hint="厳しい読者でも直接の答えと認める文を、すべて選んでください。",
    clause="またはこの抄録の文の一部",
    clause_hint="本文からそのまま写してください。",
    answer="抄録はこの質問に答えていますか",
    answered="はい（下で選んだ文）",
    not_answered="いいえ",
    several="複数の文を選んだ場合",
    any_one="どれか一つで答えになる",
    all_needed="すべて揃って初めて答えになる",
    type="尋ねていること",
    difficulty="尋ね方",
    why_not="答えていない場合の理由",
    language="質問の言語",
    note="メモ",
    note_hint="迷う場合の判断の理由",
    write="書き込む",
    written="正解付き質問を書き込みました",
    written_hint="次のファイルの最後の行です。確認のうえ、冊子の正解ファイルに移すか、そのまま測定に"
    "お使いください: shoroku eval --gold {folder}",
    remove_from_list="一覧から外す",
    changed="その間に抄録が更新されました。もう一度選んでください。",
    unmarked="文が選ばれていません。答えとなる文をすべて選んでください。",
    not_there="「{text}」は「{title}」の本文にありません。本文から写してください。",
    already="この質問はすでにファイルにあります。",
    refused="書き込まれていません",
    types={
        "aim": "目的",
        "method": "方法",
        "finding": "結果",
        "why": "理由",
        "how_many": "数",
        "who": "人",
        "where": "場所",
        "when": "時",
        "what": "内容",
        "definition": "言葉の意味",
        "yes_no": "はい・いいえ",
        "several": "複数の抄録",
        "comparison": "比較",
    },
    difficulties={
        "literal": "抄録と同じ言葉",
        "paraphrase": "別の言葉",
        "typo": "誤字を含む",
        "abbreviation": "略語を含む",
        "crosslingual": "別の言語",
    },
    unanswerable={
        "off_topic": "別の話題",
        "near_miss": "話題はあるが、その点の記述がない",
        "false_premise": "前提が事実と異なる",
        "wrong_person": "別の人を挙げている",
        "full_text_only": "論文全文にしか書かれていない",
    },
)


def gold_words(language: str) -> GoldWords:
    """The words in ``language``; English for a language that the pages do not speak."""
    return JAPANESE if language == "ja" else ENGLISH
