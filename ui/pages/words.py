"""The words of the abstract page and of the browse page, in English and Japanese."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Every text of these pages in one language. ``{…}`` fields are filled by ``str.format``."""

    language: str
    other: str
    other_name: str
    skip: str
    ask: str
    browse: str
    all_abstracts: str
    search: str
    search_hint: str
    find: str
    booklet: str
    year: str
    session: str
    author: str
    text_language: str
    languages: tuple[tuple[str, str], ...]
    any_value: str
    clear: str
    one_found: str
    found: str
    none_found: str
    none_hint: str
    page_of: str
    earlier: str
    later: str
    pages: str
    no_author: str
    more_authors: str
    affiliations: str
    abstract: str
    keywords: str
    notes: str
    references: str
    details: str
    time: str
    room: str
    printed_pages: str
    identifier: str
    conference: str
    cite: str
    copy: str
    copied: str
    download: str
    quoted: str
    ask_about: str
    question_about: str
    neighbours: str
    withdrawn: str
    withdrawn_on: str
    missing: str
    missing_hint: str
    loading: str
    loading_hint: str
    retry: str
    failed: str


ENGLISH = Words(
    language="en",
    other="ja",
    other_name="日本語",
    skip="Skip to the text",
    ask="Ask",
    browse="All abstracts",
    all_abstracts="All abstracts",
    search="Search",
    search_hint="Title, author, keyword or text",
    find="Show",
    booklet="Conference",
    year="Year",
    session="Session",
    author="Author",
    text_language="Language",
    languages=(("en", "English"), ("ja", "Japanese")),
    any_value="All",
    clear="Clear all",
    one_found="1 abstract",
    found="{count:,} abstracts",
    none_found="No abstract fits",
    none_hint="Try fewer words or clear a filter.",
    page_of="Page {page} of {pages}",
    earlier="Previous",
    later="Next",
    pages="Pages of the list",
    no_author="author not named in the booklet",
    more_authors="{names} and {count} more",
    affiliations="Affiliations",
    abstract="Abstract",
    keywords="Keywords",
    notes="Notes",
    references="References",
    details="Details",
    time="Time",
    room="Room",
    printed_pages="Pages",
    identifier="Identifier",
    conference="Conference",
    cite="Cite this abstract",
    copy="Copy",
    copied="Copied",
    download="Download",
    quoted="Quoted passage",
    ask_about="Ask about this abstract",
    question_about="What is “{title}” about?",
    neighbours="Beside it in the booklet",
    withdrawn="This abstract was withdrawn",
    withdrawn_on="Withdrawn on {date}.",
    missing="There is no such page",
    missing_hint="No abstract has this address. It may have been mistyped.",
    loading="The abstracts are being opened",
    loading_hint="This page tries again by itself in a few seconds.",
    retry="Try again now",
    failed="The abstracts cannot be opened just now. Please try again in a moment.",
)

JAPANESE = Words(
    language="ja",
    other="en",
    other_name="English",
    skip="本文へ移動",
    ask="質問する",
    browse="抄録一覧",
    all_abstracts="抄録一覧",
    search="検索",
    search_hint="題目・著者・キーワード・本文",
    find="表示",
    booklet="大会",
    year="年",
    session="セッション",
    author="著者",
    text_language="言語",
    languages=(("en", "英語"), ("ja", "日本語")),
    any_value="すべて",
    clear="条件をすべて解除",
    one_found="抄録 1 件",
    found="抄録 {count:,} 件",
    none_found="該当する抄録はありません",
    none_hint="語を減らすか、絞り込みを解除してみてください。",
    page_of="{pages} ページ中 {page} ページ目",
    earlier="前へ",
    later="次へ",
    pages="一覧のページ",
    no_author="著者名は冊子に記載がありません",
    more_authors="{names} ほか {count} 名",
    affiliations="所属",
    abstract="抄録",
    keywords="キーワード",
    notes="注",
    references="参考文献",
    details="書誌情報",
    time="時間",
    room="会場",
    printed_pages="ページ",
    identifier="識別子",
    conference="大会",
    cite="この抄録を引用する",
    copy="コピー",
    copied="コピーしました",
    download="ダウンロード",
    quoted="引用箇所",
    ask_about="この抄録について質問する",
    question_about="「{title}」はどのような内容ですか",
    neighbours="冊子での前後の抄録",
    withdrawn="この抄録は取り下げられました",
    withdrawn_on="{date}に取り下げられました。",
    missing="ページが見つかりません",
    missing_hint="このアドレスの抄録はありません。アドレスに誤りがないかご確認ください。",
    loading="抄録を開いています",
    loading_hint="数秒後に自動で読み込み直します。",
    retry="今すぐ読み込み直す",
    failed="ただいま抄録を開くことができません。しばらくしてからもう一度お試しください。",
)


def words_in(language: str) -> Words:
    """The words in ``language``; English for a language that the pages do not speak."""
    return JAPANESE if language == "ja" else ENGLISH
