"""``python -m eval``: measures the assistant against the gold questions.

Exit codes: 0 all is well, 1 a floor does not hold, 2 something given cannot be used, 3 every floor
holds but a measure fell against the baseline, 4 an answer breaks what must hold of every answer.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from corpus.errors import ShorokuError
from eval.command import BAD_INPUT, Options, accept, ask_one, compare_files, evaluate
from eval.run import Answering
from rag.settings import Settings, load_settings

_HERE = Path(__file__).resolve().parent

Command = Callable[[argparse.Namespace, Console, Console], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run with these arguments, or with those of the process; return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    out, err = Console(highlight=False), Console(stderr=True)
    command = _COMMANDS.get(arguments[0]) if arguments else None
    try:
        if command is None:
            return _run(_parser().parse_args(arguments), out, err)
        parse, run = command
        return run(parse().parse_args(arguments[1:]), out, err)
    except ShorokuError as error:
        err.print(Text(str(error)), soft_wrap=True)
        return BAD_INPUT


def _run(given: argparse.Namespace, out: Console, err: Console) -> int:
    settings = load_settings()
    assistant = _assistant(settings)
    options = _options(given, settings)
    if given.ask:
        return ask_one(assistant, options, given.ask, out)
    return evaluate(assistant, options, out, err)


def _accept(given: argparse.Namespace, out: Console, err: Console) -> int:
    settings = load_settings()
    options = Options(
        given.gold, "all", settings.var / "eval", given.baseline, given.show_test, given.baseline
    )
    return accept(_assistant(settings), options, given.reason, out, err)


def _compare(given: argparse.Namespace, out: Console, _err: Console) -> int:
    return compare_files(given.before, given.now, given.language, out)


def _assistant(settings: Settings) -> Answering:
    # Here, so that --help need not load a model's libraries.
    from rag.bootstrap import build_index, index_is_stale, open_assistant  # noqa: PLC0415

    # What is measured is what the documents say now.
    if index_is_stale(settings):
        build_index(settings, lambda _stage, _done, _total: None)
    return open_assistant(settings)


def _options(given: argparse.Namespace, settings: Settings) -> Options:
    return Options(
        gold=given.gold,
        split=given.split,
        out=given.out or settings.var / "eval",
        thresholds=given.thresholds,
        show_test=given.show_test,
        baseline=given.baseline,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval",
        description="Measure the answers against the gold questions.",
        epilog=f"Further commands, each with its own help: {', '.join(_COMMANDS)}.",
    )
    add = parser.add_argument
    add("--split", choices=("test", "dev", "all"), default="test", help="default: test")
    add("--out", type=Path, help="folder for the reports (default: var/eval)")
    add("--thresholds", type=Path, default=_HERE / "thresholds.toml", help="TOML file of floors")
    _add_gold(parser)
    add("--ask", metavar="ID", help="ask one question of the gold set and print all about it")
    return parser


def _accept_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval accept", description="Make what is measured now the baseline."
    )
    parser.add_argument("reason", help="why the baseline changes, in a sentence")
    _add_gold(parser)
    return parser


def _add_gold(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--gold", type=Path, default=_HERE / "gold", help="gold file, or a folder of them")
    add("--baseline", type=Path, default=_HERE / "baseline.json", help="the run to compare with")
    add("--show-test", action="store_true", help="also write what failed in the test split")


def _compare_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval compare", description="Hold one run against another."
    )
    parser.add_argument("before", type=Path, help="report.json of the earlier run, or a baseline")
    parser.add_argument("now", type=Path, help="report.json of the later run")
    parser.add_argument("--language", default="en", help="whose measures are compared; default en")
    return parser


_COMMANDS: dict[str, tuple[Callable[[], argparse.ArgumentParser], Command]] = {
    "accept": (_accept_parser, _accept),
    "compare": (_compare_parser, _compare),
}


if __name__ == "__main__":
    sys.exit(main())
