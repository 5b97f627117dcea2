"""``python -m eval``: measures the assistant against the gold questions.

Exit codes: 0 every floor holds, 1 one does not, 2 something given cannot be used.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from corpus.errors import ShorokuError
from eval.command import BAD_INPUT, Options, ask_one, evaluate
from rag.settings import Settings, load_settings

_HERE = Path(__file__).resolve().parent


def main(argv: Sequence[str] | None = None) -> int:
    """Run with these arguments, or with those of the process; return the exit code."""
    given = _parser().parse_args(argv)
    out, err = Console(), Console(stderr=True)
    try:
        return _run(given, out, err)
    except ShorokuError as error:
        err.print(Text(str(error)), soft_wrap=True)
        return BAD_INPUT


def _run(given: argparse.Namespace, out: Console, err: Console) -> int:
    settings = load_settings()
    # Here, so that --help need not load a model's libraries.
    from rag.bootstrap import build_index, index_is_stale, open_assistant  # noqa: PLC0415

    # What is measured is what the documents say now.
    if index_is_stale(settings):
        build_index(settings, lambda _stage, _done, _total: None)
    assistant = open_assistant(settings)
    options = _options(given, settings)
    if given.ask:
        return ask_one(assistant, options, given.ask, out)
    return evaluate(assistant, options, out, err)


def _options(given: argparse.Namespace, settings: Settings) -> Options:
    return Options(
        gold=given.gold,
        split=given.split,
        out=given.out or settings.var / "eval",
        thresholds=given.thresholds,
        show_test=given.show_test,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval", description="Measure the answers against the gold questions."
    )
    add = parser.add_argument
    add("--gold", type=Path, default=_HERE / "gold", help="gold file, or a folder of them")
    add("--split", choices=("test", "dev", "all"), default="test", help="default: test")
    add("--out", type=Path, help="folder for report.json and report.md (default: var/eval)")
    add("--thresholds", type=Path, default=_HERE / "thresholds.toml", help="TOML file of floors")
    add("--show-test", action="store_true", help="also write what failed in the test split")
    add("--ask", metavar="ID", help="ask one question of the gold set and print all about it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
