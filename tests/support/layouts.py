"""Booklets in layouts other than the JAMPS one. Made up for the tests."""

QUOTED_THEN_AUTHORS = """\
European Society for Alpine Memory
12th Biennial Congress - Panel Session B (Hybrid)
14 June 2023, 9.30 am – 11.00 am
Chair: Prof. Maria de la CRUZ (University of Lisbon)

"Borders and Belonging: Memory in the
Alpine Villages"
MÜLLER, Anna (University of Graz); O'BRIEN, Séan (Trinity College Dublin) and Yuki TANAKA (Keio)
Keywords: borders; memory; belonging

This paper examines memory in three alpine vil-
lages. We use oral history and archival records from 1920 to 1950. The re-
sults show that older villagers remember borders as walls, while younger
villagers see low-
skilled migration as a link. Memory is contested.

A second paragraph concludes the paper.

"Second Title Without Author"
This study has no author. It has a body of several sentences. It ends here and says
nothing more about anything at all.
"""

NUMBERED = """\
Proceedings of the Annual Meeting of the Society for Bees
5 May 2021

1. The Waggle Dance in Urban Gardens
Jane Smith (UCL), Bob R. Jones (University of Leeds)
Abstract: Urban bees dance differently. We filmed 40 hives
over two summers and found that urban dances were shorter.
Keywords: bees, dance, city

2. Honey and its Price
Paul van der Berg
University of Utrecht
Honey prices rose by 20 percent. We asked 12 keepers why. They named
weather and mites as causes.
Key words: honey, price

3. Wax: A Review
Li Wei (Peking University)

Wax is used in many ways. We review 120 papers on wax and its uses in
the household. Most are descriptive.
"""

JAPANESE = """\
日本湖沼学会 2022年度年次大会（オンライン）
2022年5月14日（土） 10時00分〜12時30分
司会：佐伯 康考（大阪大学）

報告要旨

第1報告
「葦はなぜ戻るのか」
山田 太郎（東京大学）
キーワード：葦、水位、
湖

　本研究の目的は、葦がなぜ浅い湖に戻るのかを明らかにするこ
とである。2018年に10か所で調査を行った。その結果、水位の低下が主
な要因であることが分かった。
　次に、制度の課題を検討する。制度は2010年に改正されたが、多くの課題が残
っている。

第2報告
「湖の政策史」
鈴木 花子（京都大学）・李 明（早稲田大学）

　湖の保護政策は危機的な段階に入っている。水質はかつてないほど深刻
な問題となっている。1981年以前の政策を検討する。
"""

PLAIN = """\
Plain Association Workshop
March 3, 2019

Rivers and Roads in the Highlands

This talk looks at rivers and at roads in the highlands of the country. It shows that
roads follow rivers in most of the cases that we looked at.

Ports and People on the Coast

This talk looks at ports and at people on the coast. We interviewed 30 dock workers and
found that they move often. They also said that they are tired.
"""

DAMAGED = """\
 ABSTRACTS

Smith, John (MIT)
Learning from Small Data
Key words: learning, data

We show that small data can teach large lessons. The number of samples was 15 in each
of the conditions that we have studied here and in the earlier work

12

of our colleagues.1 The rest is similar. We looked at the perfor-

1 See Jones (2010) for a review of the older literature.
* Funded by nobody.
mance of many systems, and found that gov-
ernment-run ones fail.

DOE, Jane (Yale University)
Another Learning Paper
Key words: learning

Nothing is learned in this paper, and that is a finding in itself, because the paper
shows that learning is hard. We did it twice.
"""

FORM_FEEDS = (
    "Society of Reeds (SOR)\n2021 Conference\n\n"
    "\f“A Title of Some Kind”\nKeywords: a, b\n\n"
    "The text of the first abstract goes on and on until the end of the page where it is cut\n"
    "\fby the form feed and goes on here. It ends.\n"
    "\f“Another Title”\n\nBody of another abstract is here. It has two sentences.\n"
)

ALL = (QUOTED_THEN_AUTHORS, NUMBERED, JAPANESE, PLAIN, DAMAGED, FORM_FEEDS)
