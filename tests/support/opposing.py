"""A made-up booklet in which abstracts answer alike, and in opposite senses."""

from corpus.abstract import Abstract, Booklet, Conference, Person, SourceLines
from corpus.languages import text_language

MONEY = Conference(
    id="money-2032", name="Annual Meeting 2032", association="Society for Money Sent Home"
)


def _abstract(name: str, title: str, author: Person, text: str) -> Abstract:
    return Abstract(
        id=f"{MONEY.id}/{name}",
        conference_id=MONEY.id,
        title=title,
        authors=(author,),
        keywords=(),
        text=text,
        language=text_language(text),
        source=SourceLines(1, 9),
    )


REDUCED = _abstract(
    "reduced",
    "Money Sent Home and the Rural Poor",
    Person("Thapa", "Sunita", "Pokhara College"),
    "Many families live on what a son or daughter sends home. "
    "This study asks what that money does. "
    "We surveyed 412 households in two valleys. "
    "The results show that remittances reduced poverty in the villages. "
    "Families also spent more on schooling.",
)
NOT_REDUCED = _abstract(
    "not-reduced",
    "Who Gains from Migrants’ Money?",
    Person("Okafor", "Chidi", "Enugu University"),
    "Migrants’ money is praised by banks and ministries. "
    "We interviewed 60 families in three towns. "
    "We found that remittances did not reduce poverty. "
    "What was sent went to pay the debts of the journey.",
)
ALIKE = _abstract(
    "alike",
    "Transfers and Nutrition",
    Person("Lindqvist", "Bo", "Lund"),
    "This study examines whether remittances increase poverty among those left behind. "
    "Records of 90 clinics were analysed. "
    "The data show that children of migrants ate better.",
)
POINTS = _abstract(
    "points",
    "Choosing Newcomers by Points",
    Person("Mori", "Aya", "Chiba Institute"),
    "Points are given for degrees, age and income. Visa statistics of ten years were analysed. "
    "The analysis shows that the points system attracted skilled workers.",
)
POINTS_TOO = _abstract(
    "points-too",
    "Ten Years of a Points Scheme",
    Person("Brandt", "Ute", "Kiel"),
    "The scheme was meant to bring engineers. We analysed visa statistics and held 30 interviews. "
    "Our interviews show that the points system attracts skilled workers from nearby countries.",
)
CLASSES = _abstract(
    "classes",
    "日本語教室と地域社会",
    Person("高橋", "恵", "上田大学"),
    "日本語教室は各地で開かれている。本研究は三つの市でアンケート調査を行った。"
    "分析の結果、日本語教室は住民の孤立を減らすことが明らかになった。",
)
CLASSES_NOT = _abstract(
    "classes-not",
    "教室に通う人、通わない人",
    Person("森田", "健", "松本大学"),
    "教室に通う人は限られている。本研究は四十人にインタビューを行った。"
    "その結果、日本語教室は住民の孤立を減らしていないことがわかった。",
)
OPPOSING = Booklet(MONEY, (REDUCED, NOT_REDUCED, ALIKE, POINTS, POINTS_TOO, CLASSES, CLASSES_NOT))
