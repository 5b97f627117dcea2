"""A build that is killed leaves the generation before or the new one, never a mixture."""

from pathlib import Path

from tests.support.killing import kill_builds, read_generation, write_generation

TRIALS = 30


def test_a_build_killed_at_any_moment_leaves_a_whole_generation(tmp_path: Path) -> None:
    """Thirty times kill -9: each time the index answers exactly as before or as after.

    ``python -m bench.kill`` does it more often, and shows that writing in place fails this test.
    """
    tally = kill_builds(tmp_path, TRIALS, 2031, write_generation, read_generation)
    assert tally.torn == 0
    assert tally.before + tally.after == TRIALS
    assert tally.before > TRIALS / 3
    left = [path.name for path in (tmp_path / "var" / "generations").iterdir()]
    write_generation(tmp_path / "var", 2)
    assert sum(name.startswith("tmp-") for name in left) <= 1
    assert len(list((tmp_path / "var" / "generations").iterdir())) == 2
