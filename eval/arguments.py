"""What each command of ``python -m eval`` takes."""

import argparse
from pathlib import Path

_HERE = Path(__file__).resolve().parent
GOLD = _HERE / "gold"
BASELINE = _HERE / "baseline.json"
THRESHOLDS = _HERE / "thresholds.toml"


def run_parser(commands: str) -> argparse.ArgumentParser:
    """The gate itself."""
    parser = argparse.ArgumentParser(
        prog="python -m eval",
        description="Measure the answers against the gold questions.",
        epilog=f"Further commands, each with its own help: {commands}.",
    )
    add = parser.add_argument
    add("--split", choices=("test", "dev", "all"), default="test", help="default: test")
    add("--out", type=Path, help="folder for the reports (default: var/eval)")
    add("--summary", type=Path, help="file that the Markdown report is appended to, for CI")
    _add_gold(parser)
    _add_baseline(parser)
    return parser


def accept_parser() -> argparse.ArgumentParser:
    """Make a run the baseline."""
    parser = argparse.ArgumentParser(
        prog="python -m eval accept", description="Make what is measured now the baseline."
    )
    parser.add_argument("reason", help="why the baseline changes, in a sentence")
    _add_gold(parser)
    _add_baseline(parser)
    return parser


def compare_parser() -> argparse.ArgumentParser:
    """Hold two runs against each other."""
    parser = argparse.ArgumentParser(
        prog="python -m eval compare", description="Hold one run against another."
    )
    parser.add_argument("before", type=Path, help="report.json of the earlier run, or a baseline")
    parser.add_argument("now", type=Path, help="report.json of the later run")
    parser.add_argument("--language", default="en", help="whose measures are compared; default en")
    return parser


def check_parser() -> argparse.ArgumentParser:
    """Look for faults in a gold set."""
    parser = argparse.ArgumentParser(
        prog="python -m eval check",
        description="Name everything that is wrong with a gold set, one sentence a fault.",
    )
    _add_gold(parser)
    parser.add_argument(
        "--meaning",
        action="store_true",
        help="also name questions of both splits that mean the same to the encoder (slower)",
    )
    return parser


def why_parser() -> argparse.ArgumentParser:
    """Explain one answer."""
    parser = argparse.ArgumentParser(
        prog="python -m eval why",
        description="Show what led to an answer: understood, found, scored, decided.",
    )
    add = parser.add_argument
    add("id", nargs="?", help="a question of the gold set, asked after the turns before it")
    add("--question", help="a question of your own")
    add("--json", action="store_true", help="everything as JSON")
    add("--show-test", action="store_true", help="also explain a question of the test split")
    _add_gold(parser)
    return parser


def new_parser() -> argparse.ArgumentParser:
    """Write gold questions."""
    parser = argparse.ArgumentParser(
        prog="python -m eval new",
        description="Write gold questions for your own booklet, asked for one by one.",
    )
    add = parser.add_argument
    add("file", type=Path, help="gold file that the questions are added to")
    add("--from", dest="log", type=Path, help="what visitors asked: unanswered.sqlite or a log")
    add("--corpus", type=Path, help="folder of booklets (default: the setting 'corpus')")
    return parser


def _add_gold(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gold", type=Path, default=GOLD, help="gold file, or a folder of them")


def _add_baseline(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--thresholds", type=Path, default=THRESHOLDS, help="TOML file of floors")
    add("--baseline", type=Path, default=BASELINE, help="the run to compare with")
    add("--show-test", action="store_true", help="also write what failed in the test split")
