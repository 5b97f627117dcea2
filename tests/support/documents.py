"""Small documents in every data format, with the faults that real ones have."""
# ruff: noqa: E501 - a document keeps its own line ends

BIBTEX = r"""
@string{moor = "Proceedings of the Moor Meeting"}
@inproceedings{peat1,
  author = {van der Berg, Anna and {The Peat Group} and M{\"u}ller, J{\"o}rg and others},
  title = {How {DNA} Ages in Peat},
  booktitle = moor # { 2031},
  year = 2031,
  pages = {1--4},
  keywords = {peat, DNA},
  abstract = {Only 40% of the samples held. We ask why \emph{na\"ive} sampling fails at $T > 4$.}
}

@inproceedings{broken,
  title = {A brace that is never closed,
  abstract = {Lost

@inproceedings{peat2,
  author = {Garc{\'\i}a, Luz},
  title = "Bogs and {B}ridges",
  year = {2031},
  abstract = {Bridges cross bogs. Some sink.}
}
"""

RIS = """1.
TY  - CONF
T1  - Mosses of the Moor
A1  - Liu R.
A1  - Ørsted, Nils
Y1  - 2031//
N2  - Mosses grow slowly
and hold water.
KW  - moss
DO  - 10.1/moss
ER  -
NL  - Stray line of the service

TY  - CONF
TI\t- A Title Alone
PY  - undated
ER  -
TY  - CONF
TI  - The Last One Has No End
AB  - It stops here.
"""

MEDLINE = """
PMID- 100
TI  - Mosses of the
      Moor.
AB  - Mosses hold
      water.
FAU - Casbon, James A
AU  - Casbon JA
CN  - Moor Group
AD  - Moor College.
DP  - 2031 Sep
LID - 10.1/moor [doi]

PMID- 101
TI  - Only a title.
"""

PUBMED = """<?xml version="1.0"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article>
<Journal><JournalIssue><PubDate><MedlineDate>2031 Jan-Feb</MedlineDate></PubDate></JournalIssue>
<Title>Moor Letters</Title></Journal>
<ArticleTitle>Genes of <i>Sphagnum</i> at 4&#xb0;</ArticleTitle>
<Abstract><AbstractText Label="AIM">We count genes.</AbstractText>
<AbstractText Label="RESULTS">There are <sub>many</sub>.</AbstractText></Abstract>
<AuthorList><Author><LastName>Reed</LastName><ForeName>Ann B</ForeName>
<AffiliationInfo><Affiliation>Moor College</Affiliation></AffiliationInfo></Author>
<Author><CollectiveName>Moor Group</CollectiveName></Author></AuthorList>
<Language>eng</Language></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"""

JATS = """<article xml:lang="en"><front><journal-meta><journal-title>Moor</journal-title></journal-meta>
<article-meta><article-id pub-id-type="doi">10.1/j</article-id>
<title-group><article-title>Fens<xref ref-type="fn" rid="n1">*</xref> in Winter</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Reed</surname><given-names>Ann</given-names></name>
<xref ref-type="aff" rid="a1">1</xref></contrib>
<contrib contrib-type="editor"><name><surname>Nobody</surname><given-names>No</given-names></name></contrib></contrib-group>
<aff id="a1"><label>1</label>Moor College</aff>
<pub-date><year>2031</year></pub-date>
<abstract abstract-type="toc"><p>A teaser.</p></abstract>
<abstract><sec><title>Methods</title><p>We <italic>walked</italic> fens.</p></sec>
<sec><title>Results.</title><p>They froze.</p></sec></abstract>
</article-meta></front></article>"""

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="main">Moore digital</title><title type="sub">Ein Atlas</title>
<author><persName><surname>Reed</surname><forename>Ann</forename></persName><affiliation>Moor College</affiliation></author>
</titleStmt></fileDesc><profileDesc><textClass><keywords n="topics"><term>Karte</term></keywords>
<keywords n="keywords"><term>Moor</term></keywords></textClass></profileDesc></teiHeader>
<text><body><div><head>Einleitung</head><p>Der Atlas zeigt die Moore<note n="1">Alle.</note> im Norden.</p>
<list><item>Karten</item><item>Pläne</item></list></div></body>
<back><listBibl><bibl>Reed 2030.</bibl></listBibl></back></text></TEI>"""

CSV = """Conference export,,
Contribution Title,Presenting author,Abstract
Moss,"Reed, Ann; Moss, Bo","Mosses, and
more mosses."
,,
Heath,"Ann Reed and Bo Moss",Heath burns.,surplus
"""

JAPANESE_TSV = "演題名\t発表者\t所属\t抄録\n湿原の苔\t佐藤 花子\t湿原大学\t苔は水を保つ。\n"

JSON = """{"meta": {"count": 2}, "items": [
{"title": "Moss", "authors": [{"given": "Ann", "family": "Reed", "affiliation": "Moor College"}, "Bo Moss"],
 "abstract": ["One.", "Two."], "keywords": ["moss"], "year": 2031},
"nonsense"]}"""

JSON_LINES = """{"title": "Moss", "authors": "Reed, Ann", "abstract": "One.\\n\\nTwo."}
{"title": "Broken",
{"title": "Heath", "authors": ["Bo Moss"], "abstract": "Heath burns."}
"""
