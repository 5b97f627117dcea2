"""``shoroku settings``: what is in force and where it comes from, for people and for programs."""

import json
import re
from pathlib import Path

import pytest

from rag.settings import Settings
from tests.support.command_line import ROOT, shoroku

PASSWORD = "correct horse battery"  # noqa: S105 - of a test
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| .+ \|$", re.MULTILINE)


def told(cwd: Path, *arguments: str, **environment: str) -> dict[str, dict[str, object]]:
    """The settings as data."""
    done = shoroku("settings", "--json", *arguments, cwd=cwd, **environment)
    assert done.returncode == 0, done.stderr
    value: dict[str, dict[str, object]] = json.loads(done.stdout)
    return value


def test_every_value_is_told_with_its_place(tmp_path: Path) -> None:
    """Flag, environment, file and default are told apart, and the nearest of them wins."""
    file = tmp_path / "elsewhere.toml"
    file.write_text("queue_length = 3\nport = 1001\nconcurrent_answers = 4\n")
    all_told = told(
        tmp_path,
        "--port",
        "1003",
        "--set",
        'frame-ancestors=["https://a.example"]',
        SHOROKU_SETTINGS=str(file),
        SHOROKU_PORT="1002",
        SHOROKU_QUEUE_LENGTH="5",
        SHOROKU_LOG_LEVEL="",
    )
    seen = {name: (it["value"], it["source"], it["place"]) for name, it in all_told.items()}
    assert seen["port"] == (1003, "flag", "")
    assert seen["frame_ancestors"] == (["https://a.example"], "flag", "")
    assert seen["queue_length"] == (5, "environment", "SHOROKU_QUEUE_LENGTH")
    assert seen["concurrent_answers"] == (4, "file", str(file))
    assert seen["log_level"] == ("info", "default", "")
    assert list(seen) == list(Settings.model_fields)


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_secret_is_not_shown(form: list[str], tmp_path: Path) -> None:
    """In both forms the password is "set", and nowhere itself; without one it is "not set"."""
    (tmp_path / "shoroku.toml").write_text(f'editor_password = "{PASSWORD}"\n')
    done = shoroku("settings", *form, cwd=tmp_path)
    assert done.returncode == 0
    assert PASSWORD not in done.stdout + done.stderr
    assert told(tmp_path)["editor_password"]["value"] == "set"
    (tmp_path / "shoroku.toml").unlink()
    assert told(tmp_path)["editor_password"]["value"] == "not set"


def test_the_table_names_every_setting(tmp_path: Path) -> None:
    """For people: one line a setting, and the file that would be read."""
    done = shoroku("settings", cwd=tmp_path, SHOROKU_KEEP_UNANSWERED="true")
    lines = {line.split()[0]: line for line in done.stdout.splitlines() if line}
    assert set(Settings.model_fields) <= set(lines)
    assert lines["keep_unanswered"].split()[1:] == [
        "yes",
        "environment",
        "(SHOROKU_KEEP_UNANSWERED)",
    ]
    assert f"{tmp_path}/shoroku.toml (not there)" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "named"),
    [
        ([], {"SHOROKU_PROT": "1"}, ["SHOROKU_PROT", "SHOROKU_PORT"]),
        ([], {"SHOROKU_EDITOR_PASSWORD": "too-short"}, ["SHOROKU_EDITOR_PASSWORD", "12"]),
        ([], {"SHOROKU_SETTINGS": "/nowhere/a.toml"}, ["/nowhere/a.toml", "No such file"]),
        (["--set", "colour=red"], {}, ["'colour'", "command line"]),
        (["--set", "root_path=/a/"], {}, ["'root_path'", "command line", "slash"]),
        ([], {"SHOROKU_FRAME_ANCESTORS": '["https://a.example; script-src *"]'}, ["origin"]),
        ([], {"SHOROKU_TRUSTED_PROXIES": '["nginx"]'}, ["SHOROKU_TRUSTED_PROXIES", "IP address"]),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_says_where(
    arguments: list[str], environment: dict[str, str], named: list[str], tmp_path: Path
) -> None:
    """The name, its place and the reason stand in one line, the value of a secret never."""
    done = shoroku("settings", *arguments, cwd=tmp_path, **environment)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "too-short" not in done.stderr
    for word in named:
        assert word in done.stderr


def test_a_wrong_line_of_the_file_is_named_by_its_number(tmp_path: Path) -> None:
    """The file and the line, so that nobody has to search."""
    file = tmp_path / "shoroku.toml"
    file.write_text("# ours\nport = 8000\nqueue_length = -1\n")
    done = shoroku("settings", cwd=tmp_path)
    assert done.returncode == 1
    assert f"{file}, line 3" in done.stderr


def test_a_flag_without_a_value_is_wrong_use(tmp_path: Path) -> None:
    """``--set port`` says how it is written."""
    done = shoroku("serve", "--set", "port", cwd=tmp_path)
    assert done.returncode == 2
    assert "NAME=VALUE" in done.stderr


def test_the_page_of_settings_is_whole() -> None:
    """docs/settings.md has one row for each setting, in order, with its real default."""
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = dict(ROW.findall(page))
    assert list(rows) == list(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        assert rows[name] == documented(field.default), name


def documented(default: object) -> str:
    """A default as the page writes it."""
    if default is None:
        return "not set"
    if default in {"", ()}:
        return "none"
    if isinstance(default, tuple | bool):
        return f"`{json.dumps(default)}`"
    return f"`{default.relative_to(ROOT) if isinstance(default, Path) else default}`"
