"""The words of the editor's page, in English and Japanese; what other pages say too is theirs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditorWords:
    """Every text in one language. ``{…}`` fields are filled by ``str.format``."""

    title: str
    enter: str
    password: str
    wrong: str
    too_often: str
    stale: str
    leave: str
    unanswered: str
    unanswered_hint: str
    not_kept: str
    none: str
    once: str
    times: str
    days: str
    nearest: str
    make_gold: str
    delete: str
    delete_all: str
    sure: str
    thumbs: str
    thumbs_hint: str
    up: str
    down: str
    said: str
    kept_for: str
    download: str
    back: str


ENGLISH = EditorWords(
    title="For editors",
    enter="Enter",
    password="Password",  # noqa: S106 - a label
    wrong="This is not the password.",
    too_often="Too many tries. Please wait {seconds} seconds.",
    stale="The form is no longer valid. Please try again.",
    leave="Leave",
    unanswered="Questions that the abstracts did not answer",
    unanswered_hint="The most asked first. E-mail addresses and numbers were taken out before "
    "anything was kept.",
    not_kept="Questions are not being kept: the setting keep_unanswered is off.",
    none="None.",
    once="asked once",
    times="asked {count:,} times",
    days="{first} to {last}",
    nearest="Nearest",
    make_gold="Make a gold question of this",
    delete="Delete",
    delete_all="Delete all",
    sure="Yes, delete all {count:,}",
    thumbs="What readers said of answers",
    thumbs_hint="The newest first.",
    up="Of use",
    down="Of no use",
    said="Said",
    kept_for="Kept for {days} days, then deleted.",
    download="Download as JSON Lines",
    back="Back to the list",
)

JAPANESE = EditorWords(
    title="編集者用",
    enter="入る",
    password="パスワード",  # noqa: S106 - a label
    wrong="パスワードが違います。",
    too_often="試行回数が多すぎます。{seconds} 秒後にもう一度お試しください。",
    stale="このフォームは無効になりました。もう一度お試しください。",
    leave="退出",
    unanswered="抄録で答えられなかった質問",
    unanswered_hint="多く寄せられた順です。メールアドレスと番号は保存前に取り除いています。",
    not_kept="質問は保存されていません（設定 keep_unanswered がオフです）。",
    none="ありません。",
    once="1 回",
    times="{count:,} 回",
    days="{first} から {last} まで",
    nearest="近い抄録",
    make_gold="この質問から正解付き質問を作る",
    delete="削除",
    delete_all="すべて削除",
    sure="はい、{count:,} 件すべて削除します",
    thumbs="回答への評価",
    thumbs_hint="新しい順です。",
    up="役に立った",
    down="役に立たなかった",
    said="コメント",
    kept_for="{days} 日間保存し、その後削除します。",
    download="JSON Lines でダウンロード",
    back="一覧に戻る",
)


def editor_words(language: str) -> EditorWords:
    """The words in ``language``; English for a language that the pages do not speak."""
    return JAPANESE if language == "ja" else ENGLISH
