"""Every sentence that Shoroku itself says, in each language. None states a fact of its own.

Fields in braces are filled from records alone; what an abstract says is only ever quoted.
"""

from dataclasses import dataclass

from rag.language import Language
from rag.roles import Role


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one language."""

    opening_by: dict[Role, str]
    opening_unnamed: dict[Role, str]
    adds: dict[Role, str]
    adds_again: str
    nearest_says: str
    divided: str
    corrected: str
    as_typed: str
    only: str
    only_silent: str
    work_silent: str
    abstention: str
    nearest: str
    cannot_show: str
    greeting: str
    thanks: str
    reaction: str
    sorry: str
    goodbye: str
    self: str
    help: str
    languages: str
    privacy: str
    doubt: str
    confused: str
    unclear: str
    task: str
    try_asking: str
    who_named: str
    who_unnamed: str
    affiliation_named: str
    affiliation_unnamed: str
    keywords_named: str
    keywords_none: str
    title_is: str
    title_none: str
    count_people: str
    count_many_people: str
    count_unnamed: str
    list_all: str
    list_topic: str
    no_topic: str
    no_topic_meaning: str
    when: str
    when_year: str
    when_unknown: str
    where_form: str
    where_unknown: str
    host: str
    host_unknown: str
    conference: str
    chair: str
    chair_unknown: str
    chair_of: str
    presents: str
    no_abstract_by: str
    unnamed_author: str
    quote: str
    and_word: str
    with_names: str
    with_others: str
    join: str
    compared: str
    compare_which: str
    compare_two: str
    compared_silent: str
    compared_work: str
    compared_topic: str
    summary_of: str
    summary_of_several: str
    summary_part: str
    overview: str
    overview_silent: str
    aspects: dict[str, str]


ENGLISH = Phrases(
    opening_by={
        Role.AIM: "{who} states the aim in “{title}”:",
        Role.METHOD: "{who} describes the method in “{title}”:",
        Role.FINDING: "{who} reports in “{title}”:",
        Role.CONCLUSION: "{who} concludes in “{title}”:",
        Role.RECOMMENDATION: "{who} recommends in “{title}”:",
        Role.LIMITATION: "{who} names limits in “{title}”:",
        Role.REPORTED: "{who} cites earlier work in “{title}”:",
        Role.OUTLOOK: "{who} looks ahead in “{title}”:",
        Role.PROMISE: "{who} announces in “{title}”:",
        Role.QUESTION: "{who} asks in “{title}”:",
        Role.GAP: "{who} notes in “{title}”:",
        Role.BACKGROUND: "{who} writes in “{title}”:",
        Role.OUTCOME: "{who} describes in “{title}”:",
    },
    opening_unnamed={
        Role.AIM: "The abstract “{title}” states its aim:",
        Role.METHOD: "The abstract “{title}” describes its method:",
        Role.FINDING: "The abstract “{title}” reports:",
        Role.CONCLUSION: "The abstract “{title}” concludes:",
        Role.RECOMMENDATION: "The abstract “{title}” recommends:",
        Role.LIMITATION: "The abstract “{title}” names limits:",
        Role.REPORTED: "The abstract “{title}” cites earlier work:",
        Role.OUTLOOK: "The abstract “{title}” looks ahead:",
        Role.PROMISE: "The abstract “{title}” announces:",
        Role.QUESTION: "The abstract “{title}” asks:",
        Role.GAP: "The abstract “{title}” notes:",
        Role.BACKGROUND: "The abstract “{title}” says:",
        Role.OUTCOME: "The abstract “{title}” describes:",
    },
    adds={
        Role.AIM: "On its aim it says:",
        Role.METHOD: "On its method it says:",
        Role.FINDING: "It also reports:",
        Role.CONCLUSION: "It also concludes:",
        Role.RECOMMENDATION: "It recommends:",
        Role.LIMITATION: "Of its limits it says:",
        Role.REPORTED: "Of earlier work it says:",
        Role.OUTLOOK: "Looking ahead it says:",
        Role.PROMISE: "It announces:",
        Role.QUESTION: "It asks:",
        Role.GAP: "It notes:",
        Role.BACKGROUND: "It also says:",
        Role.OUTCOME: "It also describes:",
    },
    adds_again="And:",
    nearest_says="The closest that the abstracts say is this.",
    divided="The abstracts do not agree on this. They may speak of different people, places or times, so please read both.",
    corrected="Showing results for “{text}”.",
    as_typed="Search instead for “{text}”",
    only="I looked only at the {count} of {total} abstracts {limits}.",
    work_silent="The abstract “{title}” does not say.",
    only_silent="The abstracts {limits} ({count} of {total}) do not say.",
    abstention="The abstracts do not say.",
    nearest="The nearest that they hold:",
    cannot_show="I can only show what stands in the abstracts.",
    greeting="Hello! I answer questions about the abstracts of {conference}, and show the excerpt behind every answer.",
    thanks="You are welcome. Ask on whenever you like.",
    reaction="Ask on whenever you like.",
    sorry="There is nothing to excuse. Ask on whenever you like.",
    goodbye="Goodbye, and thank you for reading the abstracts.",
    self="I am a program, Shoroku: no person, and no language model that makes up sentences. I look for what answers a question in the abstracts of {conference} and quote it word for word.",
    help="I answer questions about the abstracts of {conference}: what they ask, how they worked, what they found, who presented what. Every statement comes with the excerpt that carries it, and when the abstracts do not say, I say so.",
    languages="Ask in English or in Japanese: I answer in the language of the question, and leave each quote in the language of its abstract.",
    privacy="I keep neither who you are nor from where you ask, and set no cookie. Where those who run this page chose so, questions that the abstracts do not answer are kept for its editors for some time, without e-mail addresses and numbers, and so is what you press a thumb for.",
    doubt="What I quote stands word for word in the abstract that is named beside it, but I may have chosen a sentence that does not fit. Open the source under the answer to read it in its place, or ask again in other words, with the name of the speaker or of the talk.",
    confused="I only quote what the abstracts say, and cannot put it in other words. Open the source under an answer to read what stands around it, or ask about one thing at a time: the aim, the method or the findings of a talk.",
    unclear="What would you like to know? Ask about a topic, a speaker, a method or a finding in the abstracts of {conference}.",
    task="I do not write, translate or take instructions: I answer questions about the abstracts of {conference}, in their own words.",
    try_asking="You could ask:",
    who_named="“{title}” is by {people}.",
    who_unnamed="The booklet names no author for “{title}”.",
    affiliation_named="{people}, author of “{title}”.",
    affiliation_unnamed="The booklet names no author for “{title}”, and so no affiliation.",
    keywords_named="Keywords of “{title}”: {keywords}.",
    keywords_none="The booklet gives no keywords for “{title}”.",
    title_is="The title is “{title}”.",
    title_none="The booklet gives no title for the abstract that begins “{title}”.",
    count_people="The booklet names {count} by name as authors: {people}.",
    count_many_people="The booklet names {count} people as authors.",
    count_unnamed="For {count} of {total} abstracts it names no author.",
    list_all="There are {total} abstracts:",
    list_topic="{count} of {total} abstracts match “{topic}”:",
    no_topic="No abstract matches “{topic}” (0 of {total}).",
    no_topic_meaning="No abstract holds “{topic}” word for word; nearest in meaning:",
    when="{conference} took place on {date}{hours}.",
    when_year="{conference} took place in {year}; the booklet gives no day.",
    when_unknown="The booklet gives no date for {conference}.",
    where_form="Place or form of {conference}: {form}.",
    where_unknown="The booklet names no place for {conference}.",
    host="{conference} is an event of the {association}.",
    host_unknown="The booklet names no organiser for {conference}.",
    conference="These are the abstracts of {conference}.",
    chair="{role}: {people}.",
    chair_unknown="The booklet names no chair for {conference}.",
    chair_of="{people} is {role} of {conference}.",
    presents="{people} wrote:",
    no_abstract_by="The booklet holds no abstract by {people}.",
    unnamed_author="no author named in the booklet",
    quote="“{text}”",
    and_word=" and ",
    with_names="{first}, with {names},",
    with_others="{first}, with {count} others,",
    join=", ",
    compare_which="I set two abstracts or two topics side by side, each in its own words. Which two do you mean?",
    compare_two="Compare “{one}” with “{other}”",
    compared="Side by side, in the words of the abstracts:",
    compared_silent="{aspect}: of “{side}” the abstracts do not say.",
    compared_work="{aspect} of {work}:",
    compared_topic="{aspect} on “{topic}”, in {work}:",
    summary_of="{work}, in its own words.",
    summary_of_several="The {count} abstracts, each in its own words.",
    summary_part="{aspect}:",
    overview="{aspect}, abstract by abstract, each in its own words.",
    overview_silent="Nothing of the kind was found in {works}.",
    aspects={
        "aim": "Aim",
        "method": "Method",
        "finding": "Findings",
        "reason": "Reasons",
        "number": "Numbers",
        "date": "Dates",
        "place": "Places",
        "person": "People",
        "definition": "Meaning",
        "recommendation": "Recommendations",
        "conclusion": "Conclusions",
        "limitation": "Limitations",
        "outlook": "Future work",
        "problem": "Problems",
        "data": "Data",
        "anything": "What they say",
    },
)

JAPANESE = Phrases(
    opening_by={
        Role.AIM: "{who}は「{title}」で、目的を次のように述べています。",
        Role.METHOD: "{who}は「{title}」で次のように説明しています。",
        Role.FINDING: "{who}は「{title}」で次のように報告しています。",
        Role.CONCLUSION: "{who}は「{title}」で次のように結論づけています。",
        Role.RECOMMENDATION: "{who}は「{title}」で次のように提言しています。",
        Role.LIMITATION: "{who}は「{title}」で、限界を次のように述べています。",
        Role.REPORTED: "{who}は「{title}」で、先行研究を次のように紹介しています。",
        Role.OUTLOOK: "{who}は「{title}」で、今後について次のように述べています。",
        Role.PROMISE: "{who}は「{title}」で、発表の内容を次のように予告しています。",
        Role.QUESTION: "{who}は「{title}」で次のような問いを立てています。",
        Role.GAP: "{who}は「{title}」で次のように指摘しています。",
        Role.BACKGROUND: "{who}は「{title}」で次のように書いています。",
        Role.OUTCOME: "{who}は「{title}」で次のように述べています。",
    },
    opening_unnamed={
        Role.AIM: "抄録「{title}」は、目的を次のように述べています。",
        Role.METHOD: "抄録「{title}」は次のように説明しています。",
        Role.FINDING: "抄録「{title}」は次のように報告しています。",
        Role.CONCLUSION: "抄録「{title}」は次のように結論づけています。",
        Role.RECOMMENDATION: "抄録「{title}」は次のように提言しています。",
        Role.LIMITATION: "抄録「{title}」は、限界を次のように述べています。",
        Role.REPORTED: "抄録「{title}」は、先行研究を次のように紹介しています。",
        Role.OUTLOOK: "抄録「{title}」は、今後について次のように述べています。",
        Role.PROMISE: "抄録「{title}」は、発表の内容を次のように予告しています。",
        Role.QUESTION: "抄録「{title}」は次のような問いを立てています。",
        Role.GAP: "抄録「{title}」は次のように指摘しています。",
        Role.BACKGROUND: "抄録「{title}」には次のように書かれています。",
        Role.OUTCOME: "抄録「{title}」では次のように述べられています。",
    },
    adds={
        Role.AIM: "目的については次の記述があります。",
        Role.METHOD: "方法については次の記述があります。",
        Role.FINDING: "次のことも報告しています。",
        Role.CONCLUSION: "次のようにも結論づけています。",
        Role.RECOMMENDATION: "次のように提言しています。",
        Role.LIMITATION: "限界については次の記述があります。",
        Role.REPORTED: "先行研究については次の記述があります。",
        Role.OUTLOOK: "今後については次の記述があります。",
        Role.PROMISE: "次のことを予告しています。",
        Role.QUESTION: "次のように問うています。",
        Role.GAP: "次の指摘もあります。",
        Role.BACKGROUND: "次の記述もあります。",
        Role.OUTCOME: "次のようにも述べています。",
    },
    adds_again="また、次の記述もあります。",
    nearest_says="お尋ねに最も近い記述は次のとおりです。",
    divided="この点については、抄録によって述べていることが異なります。対象や地域、時期が違うこともありますので、両方をご覧ください。",
    corrected="「{text}」として検索しました。",
    as_typed="「{text}」のまま検索",
    only="次の条件の抄録{count}件（全{total}件）だけを対象にしました：{limits}。",
    work_silent="抄録「{title}」には書かれていません。",
    only_silent="次の条件の抄録（{total}件中{count}件）には書かれていません：{limits}。",
    abstention="お尋ねの点は、抄録には書かれていません。",
    nearest="内容の近い抄録は次のとおりです。",
    cannot_show="お答えできるのは、抄録に書かれていることだけです。",
    greeting="こんにちは。{conference}の抄録についてのご質問に、根拠となる原文を引用してお答えします。",
    thanks="どういたしまして。ほかにもお気軽にお尋ねください。",
    reaction="ほかにもお気軽にお尋ねください。",
    sorry="どうぞお気になさらず、お気軽にお尋ねください。",
    goodbye="ご利用ありがとうございました。",
    self="Shorokuというプログラムです。人間ではなく、文章を生成する言語モデルでもありません。{conference}の抄録からご質問の答えとなる箇所を探し、原文のまま引用します。",
    help="{conference}の抄録について、目的・方法・結果・発表者などのご質問にお答えします。どの回答にも根拠となる原文を引用し、抄録に書かれていないことは、書かれていないとお伝えします。",
    languages="日本語でも英語でもお尋ねいただけます。ご質問の言語でお答えし、引用は抄録の言語のままお示しします。",
    privacy="どなたがどこからお尋ねになったかは記録せず、Cookieも使いません。運営者が設定した場合に限り、抄録に答えのなかったご質問を、メールアドレスや番号を除いて一定期間、編集者のために保存します。評価ボタンを押された場合は、その内容も同様に保存します。",
    doubt="引用は、併記した抄録の原文そのままです。ただし、ご質問に合わない文を選んでしまうことがあります。回答の下の出典を開いて前後をご確認いただくか、発表者名や題目を添えて、別の言葉でお尋ねください。",
    confused="抄録の原文を引用するのみで、別の言葉での言い換えはできません。回答の下の出典を開いて前後をお読みいただくか、発表の目的・方法・結果などを一つずつお尋ねください。",
    unclear="どのようなことをお知りになりたいですか。{conference}の抄録の主題・発表者・方法・結果などについてお尋ねください。",
    task="文章の作成や翻訳、ご指示の実行はいたしません。{conference}の抄録についてのご質問に、原文を引用してお答えします。",
    try_asking="たとえば、次のようにお尋ねください。",
    who_named="「{title}」の著者は{people}です。",
    who_unnamed="「{title}」の著者名は予稿集に記載されていません。",
    affiliation_named="「{title}」の著者は{people}です。",
    affiliation_unnamed="「{title}」の著者名は予稿集に記載されていないため、所属もわかりません。",
    keywords_named="「{title}」のキーワード：{keywords}",
    keywords_none="「{title}」のキーワードは予稿集に記載されていません。",
    title_is="題目は「{title}」です。",
    title_none="「{title}」で始まる抄録には、題目が記載されていません。",
    count_people="著者として名前が記載されているのは{count}名です（{people}）。",
    count_many_people="著者として記載されているのは{count}名です。",
    count_unnamed="{total}件中{count}件の抄録には著者名が記載されていません。",
    list_all="抄録は{total}件あります。",
    list_topic="{total}件中{count}件の抄録が「{topic}」に該当します。",
    no_topic="「{topic}」に該当する抄録はありません（{total}件中0件）。",
    no_topic_meaning="「{topic}」という語そのものを含む抄録はありません。意味の近いものは次のとおりです。",
    when="{conference}は{date}{hours}に開催されました。",
    when_year="{conference}は{year}年に開催されました（月日の記載はありません）。",
    when_unknown="{conference}の開催日は予稿集に記載されていません。",
    where_form="{conference}の会場・開催形式は「{form}」と記載されています。",
    where_unknown="{conference}の会場は予稿集に記載されていません。",
    host="{conference}の主催は{association}です。",
    host_unknown="{conference}の主催者は予稿集に記載されていません。",
    conference="これは{conference}の抄録です。",
    chair="司会（{role}）は{people}です。",
    chair_unknown="{conference}の司会者は予稿集に記載されていません。",
    chair_of="{people}は{conference}の司会（{role}）です。",
    presents="{people}の抄録：",
    no_abstract_by="予稿集に{people}の抄録はありません。",
    unnamed_author="著者名の記載なし",
    quote="「{text}」",
    and_word="、",
    with_names="{first}（共著：{names}）",
    with_others="{first}ほか{count}名",
    join="、",
    compare_which="二つの抄録または主題を、それぞれの記述で並べてご覧いただけます。どの二つを比べますか。",
    compare_two="「{one}」と「{other}」の違いは何ですか？",
    compared="それぞれの抄録の記述を並べてご覧いただきます。",
    compared_silent="{aspect}：「{side}」については、抄録に該当する記述がありません。",
    compared_work="{aspect}：{work}",
    compared_topic="{aspect}（{topic}）：{work}",
    summary_of="{work}の要点を、原文のまま引用します。",
    summary_of_several="{count}件の抄録の要点を、それぞれ原文のまま引用します。",
    summary_part="{aspect}：",
    overview="{aspect}を、抄録ごとに原文のまま引用します。",
    overview_silent="該当する記述が見つからなかった抄録：{works}",
    aspects={
        "aim": "目的",
        "method": "方法",
        "finding": "結果",
        "reason": "理由",
        "number": "数値",
        "date": "時期",
        "place": "場所",
        "person": "対象者・関係者",
        "definition": "意味",
        "recommendation": "提言",
        "conclusion": "結論",
        "limitation": "限界",
        "outlook": "今後の課題",
        "problem": "問題意識",
        "data": "データ",
        "anything": "記述",
    },
)


def phrases_in(language: Language) -> Phrases:
    """The sentences of a language."""
    return JAPANESE if language == "ja" else ENGLISH
