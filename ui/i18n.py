"""The interface's own words, in English and Japanese. Answers bring their own language."""

from dataclasses import dataclass

LANGUAGES = ("en", "ja")


@dataclass(frozen=True, slots=True)
class Texts:
    """Every text of the chat page in one language. ``{…}`` fields are filled by ``str.format``."""

    language: str
    tagline: str
    loading: str
    waiting: str
    searching: str
    ready: str
    intro: str
    examples: str
    question_label: str
    placeholder: str
    ask: str
    new_conversation: str
    promise: str
    you: str
    reply: str
    understood: str
    copy: str
    copied: str
    sources: str
    sources_empty: str
    nearest: str
    record: str
    no_author: str
    more_authors: str
    excerpt: str
    whole_abstract: str
    keywords: str
    show_source: str
    back: str
    follow_ups: str
    answerable: str
    not_found: str
    trouble: str
    several_conferences: str
    silent: str
    which: str
    no_sources: str
    empty_question: str
    long_question: str
    busy: str
    too_often: str
    fault: str
    chair: str
    other: str
    other_name: str
    browse: str
    themes: tuple[tuple[str, str], ...]
    cite: str
    cite_all: str
    copy_citation: str
    download: str
    own_page: str
    new_tab: str
    unfold: str
    copy_link: str
    from_link: str
    helpful: str
    yes: str
    no: str
    word_label: str
    word_placeholder: str
    send_word: str
    thanks: str


ENGLISH = Texts(
    language="en",
    tagline="Answers from the abstracts, with the excerpt that carries each one",
    loading="Opening the abstracts…",
    waiting="Opening the abstracts… Your question is kept and will be answered in a moment.",
    searching="Reading the abstracts…",
    ready="The abstracts are open. You can ask.",
    intro=(
        "Ask about the talks in your own words. Every statement in a reply is quoted from an "
        "abstract, and the quotation is shown beside it. When the abstracts do not hold an "
        "answer, the reply says so."
    ),
    examples="For example",
    question_label="Your question",
    placeholder="Ask about the abstracts…",
    ask="Ask",
    new_conversation="New conversation",
    promise="Quotations are word for word as printed in the booklet.",
    you="You asked",
    reply="Reply",
    understood="Understood as",
    copy="Copy answer",
    copied="Copied",
    sources="Sources",
    sources_empty=(
        "The abstracts that an answer draws on appear here, with the quoted words highlighted."
    ),
    nearest="Nearest abstracts",
    record="From the record of this talk: title, authors and keywords",
    no_author="author not named in the booklet",
    more_authors="and {count} more",
    excerpt="Excerpt",
    whole_abstract="Show whole abstract",
    keywords="Keywords",
    show_source="show the source",
    back="Back to the answer",
    follow_ups="You could ask next",
    answerable="Questions that the abstracts answer",
    not_found="Not in the abstracts",
    trouble="That did not work",
    several_conferences="{count} conferences",
    silent="The abstracts do not say.",
    which="Choose what you mean",
    no_sources="This reply quotes no abstract.",
    empty_question="Please type a question first.",
    long_question=(
        "Your question is {length:,} characters long; at most {limit:,} can be taken. "
        "Please shorten it and ask again."
    ),
    busy="Many people are asking just now. Please ask again in a moment.",
    too_often="You have asked many questions just now. Please ask again in {seconds} seconds.",
    fault="Something went wrong on our side, and the question was not answered. Please ask again.",
    chair="Chair",
    other="ja",
    other_name="日本語",
    browse="All abstracts",
    themes=(
        ("system", "Theme: as your system"),
        ("light", "Theme: light"),
        ("dark", "Theme: dark"),
    ),
    cite="Cite",
    cite_all="Cite all",
    copy_citation="Copy",
    download="Download",
    own_page="Open its page",
    new_tab="opens in a new tab",
    unfold="Show {count} more",
    copy_link="Copy link",
    from_link="From a link: the question was asked anew, of the abstracts as they are today.",
    helpful="Was this of use?",
    yes="Yes",
    no="No",
    word_label="Thank you. What was good, or missing? (optional)",
    word_placeholder="No names or addresses, please",
    send_word="Send",
    thanks="Thank you. It was kept with the question, and without anything about you.",
)

JAPANESE = Texts(
    language="ja",
    tagline="抄録の原文を示しながら質問に答えます",
    loading="抄録を開いています…",
    waiting="抄録を開いています… 質問は受け付けました。まもなくお答えします。",
    searching="抄録を読んでいます…",
    ready="準備ができました。質問をどうぞ。",
    intro=(
        "発表について、ふだんの言葉でお尋ねください。回答の内容はすべて抄録からの引用で、"
        "引用箇所を横に示します。抄録に答えがないときは、そのようにお伝えします。"
    ),
    examples="質問の例",
    question_label="質問",
    placeholder="抄録について質問する…",
    ask="質問する",
    new_conversation="新しい会話",
    promise="引用は冊子に印刷されたとおりの文です。",
    you="質問",
    reply="回答",
    understood="次の質問として理解しました",
    copy="回答をコピー",
    copied="コピーしました",
    sources="出典",
    sources_empty="回答のもとになった抄録がここに表示され、引用箇所に印が付きます。",
    nearest="近い内容の抄録",
    record="この発表の書誌情報（題目・著者・キーワード）より",
    no_author="著者名は冊子に記載がありません",
    more_authors="ほか {count} 名",
    excerpt="引用箇所",
    whole_abstract="抄録の全文を表示",
    keywords="キーワード",
    show_source="出典を表示",
    back="回答に戻る",
    follow_ups="続けて質問する",
    answerable="抄録で答えられる質問",
    not_found="抄録には見当たりません",
    trouble="処理できませんでした",
    several_conferences="{count} 件の大会",
    silent="抄録に該当する記述がありません。",
    which="お尋ねの内容を選んでください",
    no_sources="この回答は抄録を引用していません。",
    empty_question="質問を入力してください。",
    long_question=(
        "質問は {length:,} 文字あります。{limit:,} 文字以内に短くして、もう一度お尋ねください。"
    ),
    busy="ただいま質問が集中しています。少し待ってから、もう一度お尋ねください。",
    too_often="短い時間に多くの質問をいただきました。{seconds} 秒後に、もう一度お尋ねください。",
    fault="こちらの不具合により回答できませんでした。もう一度お尋ねください。",
    chair="司会",
    other="en",
    other_name="English",
    browse="抄録一覧",
    themes=(
        ("system", "配色：システムに合わせる"),
        ("light", "配色：ライト"),
        ("dark", "配色：ダーク"),
    ),
    cite="引用する",
    cite_all="すべて引用する",
    copy_citation="コピー",
    download="ダウンロード",
    own_page="ページを開く",
    new_tab="新しいタブで開きます",
    unfold="残り {count} 件を表示",
    copy_link="リンクをコピー",
    from_link="リンクからの質問です。現在の抄録をもとに、あらためて回答しました。",
    helpful="お役に立ちましたか",
    yes="はい",
    no="いいえ",
    word_label="ありがとうございます。良かった点、足りない点があればお書きください（任意）",
    word_placeholder="お名前や連絡先は書かないでください",
    send_word="送信",
    thanks="ありがとうございます。質問とともに、個人に関する情報なしで保存しました。",
)

_BY_LANGUAGE = {texts.language: texts for texts in (ENGLISH, JAPANESE)}


def texts_in(language: str) -> Texts:
    """The texts in ``language``; English for a language that the page does not speak."""
    return _BY_LANGUAGE.get(language, ENGLISH)


def preferred_language(accept_language: str, asked_for: str | None = None) -> str:
    """The page's language: what the address asks for, else the browser's first known wish.

    ``accept_language`` is the header of RFC 9110 section 12.5.4, e.g. ``ja,en;q=0.8``.
    """
    if asked_for in LANGUAGES:
        return str(asked_for)
    wishes = sorted(map(_wish, accept_language.split(",")), key=lambda wish: -wish[1])
    known = (tag for tag, weight in wishes if tag in LANGUAGES and weight > 0)
    return next(known, "en")


def _wish(item: str) -> tuple[str, float]:
    tag, _, parameter = item.strip().partition(";")
    _, _, weight = parameter.strip().partition("=")
    return tag.strip().lower().split("-")[0], _weight(weight)


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
