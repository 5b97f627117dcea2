"""Abstracts a processor second: sentence-transformers' ``encode`` and our reading, in turn.

``python -m bench.encode_pace FILE.jsonl.gz`` (docs/speed.md). One thread each, model loaded.
"""

import argparse
import gzip
import json
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from index.embedding import load_minilm, load_sentence_transformer

ROUNDS = 2
IN_A_ROUND = 48


def main() -> None:
    """Print a line for each round."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    with gzip.open(parser.parse_args().file) as lines:
        records = [json.loads(line) for line in islice(lines, ROUNDS * IN_A_ROUND)]
    texts = [f"{it['title']}\n{it['abstract']}" for it in records]
    library, ours = load_sentence_transformer(), load_minilm()
    for start in range(0, len(texts), IN_A_ROUND):
        some = texts[start : start + IN_A_ROUND]
        print(f"sentence-transformers {pace(library.encode, some):.1f}", end=", ")
        print(f"ours {pace(ours.encode, some):.1f} abstracts a processor second", flush=True)


def pace(encode: Callable[[list[str]], object], texts: list[str]) -> float:
    """Texts a second of the processor."""
    began = time.process_time()
    encode(texts)
    return len(texts) / (time.process_time() - began)


if __name__ == "__main__":
    main()
