"""What is said when records are counted, listed and compared, in each language."""

from dataclasses import dataclass
from typing import NamedTuple

from rag.language import Language


class Unit(NamedTuple):
    """What is counted: none, one, many, some whose number does not matter, at least so many."""

    none: str
    one: str
    many: str
    some: str
    at_least: str


@dataclass(frozen=True, slots=True)
class RecordPhrases:
    """The sentences of one language; those for one and for many are told apart by a bar."""

    are: str
    match: str
    match_and: str
    by: str
    place: str
    other_than: str
    other_work: str
    session: str
    year: str
    language: str
    about: str
    all_of_them: str
    too_many: str
    first_rows: str
    named_only: str
    text_only: str
    in_title: str
    in_text: str
    apart: str
    inflected: str
    also: str
    not_match: str
    none: str
    none_are: str
    unknown_year: str
    no_years: str
    no_affiliations: str
    no_such_author: str
    no_such_given: str
    no_such_place: str
    repeated: str
    repeated_row: str
    not_repeated: str
    unheld: dict[str, str]
    unheld_but: str
    held: str
    same_name: str
    more: str
    equal: str
    coauthors: str
    no_coauthors: str
    others: str
    no_others: str
    first: str
    last: str
    comes_after: str
    comes_before: str
    nothing_after: str
    nothing_before: str
    comes_first: str
    extreme: dict[str, str]
    no_extreme: str
    measure_of: str
    having: str
    having_none: str
    units: dict[str, Unit]
    session_of: str
    no_session: str
    sessions: str
    no_sessions: str
    session_row: str
    years: str
    year_row: str
    languages: str
    language_row: str
    affiliation: str
    no_affiliation: str
    time: str
    no_time: str
    no_time_but: str
    room: str
    no_room: str
    no_room_but: str
    most_author: str
    most_keyword: str
    most_session: str
    no_most: str
    no_authors: str
    no_keywords: str
    lacking: str
    fields: dict[str, str]
    which_person: str
    which_meaning: str
    which_abstract: str
    joined: str
    quoted: str


ENGLISH = RecordPhrases(
    are="{count} of {total} abstracts is {limits}|{count} of {total} abstracts are {limits}",
    match="{count} of {total} abstracts matches “{topic}”|{count} of {total} abstracts match “{topic}”",
    match_and=" and is {limits}| and are {limits}",
    by="by {name}",
    place="by authors from “{name}”",
    other_than="not {limit}",
    other_work="other than “{name}”",
    session="in the session “{name}”",
    year="from {name}",
    language="written in {name}",
    about="about “{name}”",
    all_of_them="There is {total} abstract|There are {total} abstracts",
    too_many="These are too many to list here; name a topic, an author or a session to see fewer.",
    first_rows="The first {count}:",
    named_only=" (in the title or the keywords)",
    text_only=" (in the text; no title or keyword has it)",
    in_title="In the title or the keywords ({count}):",
    in_text="Mentioned in the text ({count}):",
    apart="The words stand in them apart from each other.",
    inflected="Other forms of the words count too.",
    also="{forms} counts as the same.",
    not_match="{count} of {total} abstracts does not mention “{topic}”|{count} of {total} abstracts do not mention “{topic}”",
    none="No abstract matches “{topic}” (0 of {total}).",
    none_are="No abstract is {limits} (0 of {total}).",
    unknown_year="The records hold no abstracts from {year}; theirs are from {years}.",
    no_years="The records do not say which year the abstracts are from.",
    no_affiliations="The records give no affiliations, so I cannot tell who is from “{name}”.",
    no_such_author="The records name no author called “{name}”.",
    no_such_given="The records name no {name}. They name {people}.",
    no_such_place="The booklet names no author from “{name}”.",
    repeated="{count} author has more than one abstract here:|{count} authors have more than one abstract here:",
    repeated_row="{name}: {count}",
    not_repeated="No author who is named has more than one abstract here.",
    unheld={
        "gender": "The records do not say which of their authors are women and which are men.",
        "nationality": "The records do not say which nationality their authors have.",
        "age": "The records do not say how old their authors are.",
        "position": "The records do not say which position or degree their authors hold.",
        "contact": "The records hold no contact details.",
        "portrait": "The records hold no portraits or biographies.",
        "full text": "I hold the abstracts alone. Where papers, slides or recordings can be had, the records do not say.",
        "booklet": "I have no file to give away. Each abstract has a page of its own, and all of them stand in the list of abstracts; whether the booklet can be had, the association knows.",
        "citing": "“Cite” beside a source, and on the page of each abstract, gives the reference as text, BibTeX, RIS or CSL-JSON.",
        "publication": "Whether or where a talk has been published since, the records do not say.",
        "later events": "The records say nothing of conferences to come; please ask the association itself.",
        "length": "The records do not say how long a talk lasts.",
        "taking part": "The records do not say how one takes part, or what it costs; please ask the association itself.",
        "attendance": "The records do not say how many people came.",
        "whereabouts": "Beyond affiliations as they are printed, the records do not say where an institution is.",
        "award": "The records name no awards.",
        "rating": "I only quote abstracts and do not rate them, so which is best I cannot say.",
    },
    unheld_but="They name {people}.",
    held="You can ask for titles, authors, affiliations and keywords, as far as the booklet gives them, and for what the abstracts say.",
    same_name="The records give this name with different affiliations; it may stand for more than one person.",
    more="More abstracts are {one} ({first}) than {other} ({second}), of {total} in all.",
    equal="As many abstracts are {one} ({first}) as {other} ({second}), of {total} in all.",
    coauthors="{name} wrote with {people}:",
    no_coauthors="The records name no co-author of {name}:",
    others="The authors of “{title}” have {count} more abstract here:|The authors of “{title}” have {count} more abstracts here:",
    no_others="The records hold no other abstract by the authors of “{title}”.",
    first="The first abstract{where} is {row}",
    last="The last abstract{where} is {row}",
    comes_after="After “{title}” comes {row}",
    comes_before="Before “{title}” comes {row}",
    nothing_after="“{title}” is the last abstract of its conference.",
    nothing_before="“{title}” is the first abstract of its conference.",
    comes_first="In the booklet “{one}” {mark} is number {first} of {total} and comes before “{other}” {other_mark}, number {second}.",
    extreme={
        "most": "With {measure} this abstract has the most:|With {measure} each, these {count} abstracts have the most:",
        "fewest": "With {measure} this abstract has the fewest:|With {measure} each, these {count} abstracts have the fewest:",
        "longest": "With {measure} this is the longest:|With {measure} each, these {count} are the longest:",
        "shortest": "With {measure} this is the shortest:|With {measure} each, these {count} are the shortest:",
    },
    no_extreme="All {total} abstracts have equally many: {measure} each.",
    measure_of="“{title}” has {measure}.",
    having="{count} of {total} abstracts has {what}:|{count} of {total} abstracts have {what}:",
    having_none="None of the {total} abstracts has {what}.",
    units={
        "keywords": Unit(
            "no keywords", "1 keyword", "{count} keywords", "keywords", "{count} or more keywords"
        ),
        "authors": Unit(
            "no named author",
            "1 named author",
            "{count} named authors",
            "a named author",
            "{count} or more named authors",
        ),
        "words": Unit("no words", "1 word", "{count} words", "words", "{count} or more words"),
        "characters": Unit(
            "no characters",
            "1 character",
            "{count} characters",
            "characters",
            "{count} or more characters",
        ),
    },
    session_of="“{title}” is in the session “{session}”.",
    no_session="The booklet names no session for “{title}”.",
    sessions="There is {count} session:|There are {count} sessions:",
    no_sessions="The booklet names no sessions.",
    session_row="“{session}” ({count} abstract)|“{session}” ({count} abstracts)",
    years="The abstracts are from {years}.",
    year_row="{year}: {count} abstract|{year}: {count} abstracts",
    languages="The abstracts are written in {languages}.",
    language_row="{language}: {count} abstract|{language}: {count} abstracts",
    affiliation="{name}: {affiliation}",
    no_affiliation="The booklet gives no affiliation for {name}.",
    time="“{title}” is scheduled for {time}.",
    no_time="The booklet gives no time for “{title}”.",
    no_time_but="The booklet gives no time for “{title}” itself.",
    room="“{title}” takes place in {room}.",
    no_room="The booklet gives no room or place for “{title}”.",
    no_room_but="The booklet gives no room for “{title}” itself.",
    most_author="{names} has the most abstracts: {count}.|{names} have the most abstracts: {count} each.",
    most_keyword="The most frequent keyword is {names}: {count} of {total} abstracts have it.|The most frequent keywords are {names}: {count} of {total} abstracts have each.",
    most_session="The largest session is {names}, with {count} abstracts.|The largest sessions are {names}, with {count} abstracts each.",
    no_most="None stands out: each is named once.",
    no_authors="The booklet names no authors.",
    no_keywords="The booklet gives no keywords.",
    lacking="For {count} of {total} abstracts the booklet gives no {field}.",
    fields={"author": "author", "keyword": "keywords", "affiliation": "affiliation"},
    which_person="The records know {count} people of this name: {people}. Which one do you mean?",
    which_meaning="“{short}” stands for {count} things in these abstracts: {meanings}. Which one do you mean?",
    which_abstract="Of which abstract? Name its title, its topic or its author, please.",
    joined=", ",
    quoted="“{text}”",
)

JAPANESE = RecordPhrases(
    are="{total}件中{count}件の抄録が該当します（{limits}）",
    match="{total}件中{count}件の抄録が「{topic}」に該当します",
    match_and="（{limits}）",
    by="著者：{name}",
    place="所属：{name}",
    other_than="{limit}以外",
    other_work="「{name}」以外",
    session="セッション：{name}",
    year="{name}年",
    language="言語：{name}",
    about="「{name}」",
    all_of_them="抄録は{total}件あります",
    too_many="件数が多いため一覧は省きます。主題、著者、セッションなどで絞り込んでください。",
    first_rows="最初の{count}件：",
    named_only="（題目またはキーワード）",
    text_only="（本文のみ。題目とキーワードにはありません）",
    in_title="題目またはキーワードに含むもの（{count}件）：",
    in_text="本文で言及しているもの（{count}件）：",
    apart="語が離れた箇所にあるものも含みます。",
    inflected="語形の違うものも含みます。",
    also="{forms}も同じものとして数えています。",
    not_match="{total}件中{count}件の抄録は「{topic}」に触れていません",
    none="「{topic}」に該当する抄録はありません（{total}件中0件）。",
    none_are="該当する抄録はありません（{limits}、{total}件中0件）。",
    unknown_year="{year}年の抄録は収録されていません。収録されているのは{years}年です。",
    no_years="抄録の年は記載されていません。",
    no_affiliations="所属の記載がないため、「{name}」に所属する著者はわかりません。",
    no_such_author="「{name}」という著者は記載されていません。",
    no_such_given="「{name}」という人は記載されていません。記載されているのは{people}です。",
    no_such_place="「{name}」に所属する著者は記載されていません。",
    repeated="複数の抄録がある著者は{count}名です。",
    repeated_row="{name}：{count}件",
    not_repeated="名前が記載されている著者に、複数の抄録がある人はいません。",
    unheld={
        "gender": "著者の性別は記載されていません。",
        "nationality": "著者の国籍は記載されていません。",
        "age": "著者の年齢は記載されていません。",
        "position": "著者の職位や学位は記載されていません。",
        "contact": "連絡先は記載されていません。",
        "portrait": "著者の写真や略歴は記載されていません。",
        "full text": "収録しているのは抄録だけです。論文、発表資料、録画の入手先は記載されていません。",
        "booklet": "ファイルの配布はしていません。各抄録には個別のページがあり、抄録一覧から読めます。予稿集の入手については学会にお問い合わせください。",
        "citing": "出典の横や各抄録のページにある「引用」から、文献情報をテキスト、BibTeX、RIS、CSL-JSONで取得できます。",
        "publication": "その後、出版されたかどうかは記載されていません。",
        "later events": "次回以降の大会についての記載はありません。学会に直接お問い合わせください。",
        "length": "発表の長さは記載されていません。",
        "taking part": "参加の方法や費用は記載されていません。学会に直接お問い合わせください。",
        "attendance": "参加者の数は記載されていません。",
        "whereabouts": "記載どおりの所属のほか、機関の所在地は記載されていません。",
        "award": "賞についての記載はありません。",
        "rating": "抄録を引用してお答えするもので、優劣の評価はいたしかねます。",
    },
    unheld_but="記載されているのは{people}です。",
    held="題目、著者、所属、キーワード（予稿集に記載がある場合）と、抄録の内容についてお尋ねいただけます。",
    same_name="同じ名前が異なる所属で記載されているため、別人の可能性があります。",
    more="{one}（{first}件）のほうが{other}（{second}件）より多いです（全{total}件中）。",
    equal="{one}（{first}件）と{other}（{second}件）は同数です（全{total}件中）。",
    coauthors="{name}の共著者は{people}です。",
    no_coauthors="{name}の共著者は記載されていません。",
    others="「{title}」の著者による抄録はほかに{count}件あります。",
    no_others="「{title}」の著者によるほかの抄録はありません。",
    first="最初の抄録{where}は次のとおりです：{row}",
    last="最後の抄録{where}は次のとおりです：{row}",
    comes_after="「{title}」の次の抄録：{row}",
    comes_before="「{title}」の前の抄録：{row}",
    nothing_after="「{title}」は大会の最後の抄録です。",
    nothing_before="「{title}」は大会の最初の抄録です。",
    comes_first="予稿集では「{one}」{mark}（{total}件中{first}番目）のほうが「{other}」{other_mark}（{second}番目）より前です。",
    extreme={
        "most": "最も多いのは次の抄録です（{measure}）：|最も多いのは次の{count}件です（各{measure}）：",
        "fewest": "最も少ないのは次の抄録です（{measure}）：|最も少ないのは次の{count}件です（各{measure}）：",
        "longest": "最も長いのは次の抄録です（{measure}）：|最も長いのは次の{count}件です（各{measure}）：",
        "shortest": "最も短いのは次の抄録です（{measure}）：|最も短いのは次の{count}件です（各{measure}）：",
    },
    no_extreme="{total}件すべて同数です（各{measure}）。",
    measure_of="「{title}」：{measure}",
    having="{total}件中{count}件の抄録が該当します（{what}）：",
    having_none="該当する抄録はありません（{what}、{total}件中0件）。",
    units={
        "keywords": Unit(
            "キーワードなし",
            "キーワード1個",
            "キーワード{count}個",
            "キーワードあり",
            "キーワード{count}個以上",
        ),
        "authors": Unit(
            "著者名なし", "著者1名", "著者{count}名", "著者名あり", "著者{count}名以上"
        ),
        "words": Unit("0語", "1語", "{count}語", "1語以上", "{count}語以上"),
        "characters": Unit("0文字", "1文字", "{count}文字", "1文字以上", "{count}文字以上"),
    },
    session_of="「{title}」のセッションは「{session}」です。",
    no_session="「{title}」のセッションは予稿集に記載されていません。",
    sessions="セッションは{count}件あります。",
    no_sessions="予稿集にセッションの記載はありません。",
    session_row="「{session}」（{count}件）",
    years="収録されているのは{years}年の抄録です。",
    year_row="{year}年：{count}件",
    languages="抄録は{languages}で書かれています。",
    language_row="{language}：{count}件",
    affiliation="{name}：{affiliation}",
    no_affiliation="{name}の所属は予稿集に記載されていません。",
    time="「{title}」の発表は{time}です。",
    no_time="「{title}」の発表時間は予稿集に記載されていません。",
    no_time_but="「{title}」自体の発表時間は予稿集に記載されていません。",
    room="「{title}」の会場は{room}です。",
    no_room="「{title}」の会場は予稿集に記載されていません。",
    no_room_but="「{title}」自体の会場は予稿集に記載されていません。",
    most_author="抄録が最も多いのは{names}です（{count}件）。",
    most_keyword="最も多いキーワードは{names}です（{total}件中{count}件）。",
    most_session="発表が最も多いセッションは{names}です（{count}件）。",
    no_most="いずれも1件ずつで、特に多いものはありません。",
    no_authors="著者名は予稿集に記載されていません。",
    no_keywords="キーワードは予稿集に記載されていません。",
    lacking="{field}の記載がない抄録は{total}件中{count}件です。",
    fields={"author": "著者名", "keyword": "キーワード", "affiliation": "所属"},
    which_person="この名前の著者は{count}名います（{people}）。どなたについてのお尋ねでしょうか。",
    which_meaning="「{short}」は、この抄録集では{count}通りの意味で使われています（{meanings}）。どの意味でのお尋ねでしょうか。",
    which_abstract="どの抄録についてのお尋ねでしょうか。題目、主題、著者のいずれかを挙げてください。",
    joined="、",
    quoted="「{text}」",
)


def record_phrases(language: Language) -> RecordPhrases:
    """The sentences of a language."""
    return JAPANESE if language == "ja" else ENGLISH


def numbered(sentence: str, count: int, /, **fields: object) -> str:
    """The sentence for so many, filled."""
    one, _, many = sentence.partition("|")
    return (many if many and count != 1 else one).format(count=count, **fields)


def measured(unit: Unit, count: int) -> str:
    """So many of what is counted: “3 keywords”, “no keywords”."""
    return (unit.none, unit.one)[count] if count < 2 else unit.many.format(count=count)  # noqa: PLR2004
