"""``python -m eval``: measures the assistant against the gold questions.

Exit codes: 0 all is well, 1 a floor does not hold, 2 something given cannot be used, 3 every floor
holds but a measure fell against the baseline, 4 an answer breaks what must hold of every answer.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from corpus.errors import ShorokuError
from eval import arguments
from eval.command import BAD_INPUT, FLOORS_HOLD, Options, accept, check, compare_files, evaluate
from eval.errors import EvalError
from eval.freshness import fit
from eval.gold import GoldQuestion, load_gold
from rag.settings import Settings, load_settings

if TYPE_CHECKING:
    from rag.assistant import Assistant

Command = Callable[[argparse.Namespace, Console, Console], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run with these arguments, or with those of the process; return the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    out, err = Console(highlight=False), Console(stderr=True)
    command = _COMMANDS.get(given[0]) if given else None
    try:
        if command is None:
            parser = arguments.run_parser(", ".join(_COMMANDS))
            return _run(parser.parse_args(given), out, err)
        parse, run = command
        return run(parse().parse_args(given[1:]), out, err)
    except ShorokuError as error:
        err.print(Text(str(error)), soft_wrap=True)
        return BAD_INPUT


def _run(given: argparse.Namespace, out: Console, err: Console) -> int:
    settings = load_settings()
    options = Options(
        gold=given.gold,
        split=given.split,
        out=given.out or settings.var / "eval",
        thresholds=given.thresholds,
        show_test=given.show_test,
        baseline=given.baseline,
        summary=given.summary,
    )
    return evaluate(_assistant(settings), options, out, err)


def _accept(given: argparse.Namespace, out: Console, err: Console) -> int:
    settings = load_settings()
    options = Options(
        given.gold,
        "all",
        settings.var / "eval",
        given.thresholds,
        given.show_test,
        given.baseline,
    )
    return accept(_assistant(settings), options, given.reason, out, err)


def _compare(given: argparse.Namespace, out: Console, _err: Console) -> int:
    return compare_files(given.before, given.now, given.language, out)


def _check(given: argparse.Namespace, out: Console, _err: Console) -> int:
    from rag.bootstrap import read_booklets  # noqa: PLC0415 - --help need not load it

    booklets = read_booklets(load_settings())
    abstracts = [each for parsed in booklets for each in parsed.booklet.abstracts]
    encode = None
    if given.meaning:
        from index.embedding import load_minilm  # noqa: PLC0415 - seconds, and only here

        encode = load_minilm().encode
    return check(given.gold, abstracts, encode, out)


def _why(given: argparse.Namespace, out: Console, _err: Console) -> int:
    from eval.why import explain, explain_gold  # noqa: PLC0415
    from eval.why_view import explanation_json, show_explanation  # noqa: PLC0415

    if bool(given.id) == bool(given.question):
        raise EvalError("Give the id of a gold question, or --question with one of your own.")
    assistant = _assistant(load_settings())
    if given.question:
        told = explain(assistant, given.question)
    else:
        questions = _fitted(given, assistant)
        told = explain_gold(assistant, questions, given.id, show_test=given.show_test)
    if given.json:
        out.file.write(explanation_json(told) + "\n")
    else:
        show_explanation(told, out)
    return FLOORS_HOLD


def _new(given: argparse.Namespace, out: Console, _err: Console) -> int:
    from eval.dialogue import ask_for_questions  # noqa: PLC0415
    from eval.question_log import logged_questions  # noqa: PLC0415
    from rag.bootstrap import read_booklets  # noqa: PLC0415

    settings = load_settings(corpus=given.corpus)
    booklets = read_booklets(settings)
    abstracts = [each for parsed in booklets for each in parsed.booklet.abstracts]
    logged = logged_questions(given.log) if given.log else ()
    ask_for_questions(given.file, abstracts, logged, out)
    return FLOORS_HOLD


def _fitted(given: argparse.Namespace, assistant: "Assistant") -> tuple[GoldQuestion, ...]:
    return fit(load_gold(given.gold), assistant.catalogue.abstracts()).gold.questions


def _assistant(settings: Settings) -> "Assistant":
    # Here, so that --help need not load a model's libraries.
    from rag.bootstrap import build_index, index_is_stale, open_assistant  # noqa: PLC0415

    # What is measured is what the documents say now.
    if index_is_stale(settings):
        build_index(settings, lambda _stage, _done, _total: None)
    return open_assistant(settings)


_COMMANDS: dict[str, tuple[Callable[[], argparse.ArgumentParser], Command]] = {
    "accept": (arguments.accept_parser, _accept),
    "check": (arguments.check_parser, _check),
    "compare": (arguments.compare_parser, _compare),
    "new": (arguments.new_parser, _new),
    "why": (arguments.why_parser, _why),
}


if __name__ == "__main__":
    sys.exit(main())
