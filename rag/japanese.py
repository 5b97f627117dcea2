"""What a Japanese question is about: its words without those that only ask.

Japanese writes no spaces, and its terms are pairs of characters. A pair that reaches from the
subject into what only asks, 「の目的は何ですか」, would be looked for in vain, so that is cut out.
"""

import re

# Longest first, for the first alternative that fits is taken.
_ASKING = re.compile(
    r"(?:について|に関して|に関する|に対して|として|における|において|によって|により|による|とは|という"
    r"|教えてください|教えて下さい|説明してください|まとめてください|ください|下さい|知りたいです|知りたい"
    r"|でしょうか|ましたか|ですか|ますか|でしたか|ませんか|のか|ました|ます|です|ません"
    r"|どのような|どのように|どのくらい|どれくらい|どうやって|どうして|どんな|どの|どう|どこ|どれ|どちら"
    r"|なぜ|いつ|いくつ|いくら|誰が|誰|だれ|何人|何件|何名|何回|何年|何が|何を|何の|何"
    r"|明らかにし|明らかになっ|わかったこと|わかっ|分かっ|述べ|示し|書かれ|報告され|提案し"
    r"|研究方法|研究|調査方法|調査結果|調査した|調査し|調べた|調べ|発表者|発表|論文|抄録|要旨|報告|著者|目的|方法|手法|結果|結論|理由|原因|要因"
    r"|内容|テーマ|概要|主張|最も|すべて|全部|合計"
    r"|(?<=[A-Za-zァ-ヶー一-鿿])(?:さん|氏|先生)(?=[のはがもにをと、\s]|$))"
)
_PARTICLES = re.compile(r"(?<=[^ぁ-ん])[はがをにのでともへや](?=[^ぁ-ん]|$)")
_MARKS = re.compile(r"[「」『』、。？！?!・\s]+")


def subject_of(question: str) -> str:
    """The question's words of content, separated by spaces; empty where it has none.

    A title in corner brackets stays whole.
    """
    quoted = re.findall(r"[「『]([^」』]+)[」』]", question)
    rest = re.sub(r"[「『][^」』]+[」』]", " ", question)
    bare = _PARTICLES.sub(" ", _ASKING.sub(" ", rest))
    return " ".join(part for part in (*quoted, *_MARKS.split(bare)) if part)
