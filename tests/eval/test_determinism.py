"""Two processes that ask the same write the same, to the byte, but for their times."""

import json
import re
import subprocess
import sys

import pytest

from eval.__main__ import main
from eval.gold import load_gold
from tests.support.command_line import ROOT, environment
from tests.support.oracle import write_gold

pytestmark = pytest.mark.slow

GOLD = ROOT / "eval" / "gold" / "jamps-2020-spring.jsonl"
# From the texts, in Japanese, from the records, without an answer, and a conversation.
ASKED = ("q010", "q033", "q188", "q208", "q323", "q324")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The text of each report of two runs: in this process, and in one with another hash seed."""
    folder = tmp_path_factory.mktemp("runs")
    wanted = [question for question in load_gold(GOLD).questions if question.id in ASKED]
    gold = write_gold(folder / "some.jsonl", *wanted)
    floors = folder / "floors.toml"
    floors.write_text("language = 'en'\n[integrity]\nverbatim = 1.0\n", encoding="utf-8")
    outs = [folder / name for name in ("here", "apart")]
    options = ["--split", "dev", "--gold", str(gold), "--thresholds", str(floors)]
    options += ["--baseline", str(folder / "none.json"), "--out"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHOROKU_VAR", str(folder / "var"))
        assert main([*options, str(outs[0])]) == 0
    done = subprocess.run(
        [sys.executable, "-m", "eval", *options, str(outs[1])],
        cwd=ROOT,
        env=environment(SHOROKU_VAR=str(folder / "var"), PYTHONHASHSEED="1"),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return [{file.name: file.read_text(encoding="utf-8") for file in out.iterdir()} for out in outs]


def test_the_json_is_the_same_to_the_byte(runs: list[dict[str, str]]) -> None:
    """All of it but ``timing``, which comes last."""
    first, second = (run["report.json"].partition(' "timing"')[0] for run in runs)

    assert first == second
    assert len(json.loads(runs[0]["report.json"])["items"]) == len(ASKED)


def test_the_markdown_is_the_same_but_for_latency(runs: list[dict[str, str]]) -> None:
    """Every table, every failure and every reply in it."""
    first, second = (re.sub(r"Latency of .*", "", run["report.md"]) for run in runs)
    assert first == second


def test_junit_is_the_same_but_for_times(runs: list[dict[str, str]]) -> None:
    """Every case and message."""
    first, second = (re.sub(r' time="[^"]*"', "", run["junit.xml"]) for run in runs)
    assert first == second


def test_the_page_is_the_same_but_for_times(runs: list[dict[str, str]]) -> None:
    """All plots but that of latency, every table, every question."""
    first, second = (
        re.sub(r"p50 \d+ ms, p95 \d+ ms|<figure><figcaption><h3>Time of.*?</figure>", "", text)
        for text in (run["report.html"] for run in runs)
    )
    assert first == second
