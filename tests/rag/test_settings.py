"""Settings: arguments before environment before file; a bad value is named in one sentence."""

from pathlib import Path

import pytest

from rag.settings import PROJECT, SettingsError, load_settings


@pytest.mark.usefixtures("empty_folder")
def test_defaults() -> None:
    """Nothing need be set; the page is for this machine alone."""
    settings = load_settings()

    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert (settings.corpus, settings.var) == (PROJECT / "corpus", PROJECT / "var")
    assert settings.frame_ancestors == ()
    assert settings.trusted_proxies == settings.metrics_clients == ("127.0.0.1", "::1")


def test_precedence(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file outdoes the default, the environment the file, an argument all of them."""
    (empty_folder / "shoroku.toml").write_text("port = 1001\nqueue_length = 7\n")
    assert load_settings().port == 1001

    monkeypatch.setenv("SHOROKU_PORT", "1002")
    assert load_settings().port == 1002
    assert load_settings(port=1003).port == 1003
    assert load_settings(port=1003).queue_length == 7


@pytest.mark.usefixtures("empty_folder")
def test_what_is_not_given_does_not_count() -> None:
    """An option of the command line that was left out is no value."""
    assert load_settings(port=None, host=None).port == 7860


def test_lists_in_the_file(empty_folder: Path) -> None:
    """Origins are a list in TOML."""
    (empty_folder / "shoroku.toml").write_text('frame_ancestors = ["https://a.example"]\n')

    assert load_settings().frame_ancestors == ("https://a.example",)


def test_a_list_in_the_environment(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Origins are a JSON list in the environment."""
    assert empty_folder.is_dir()
    monkeypatch.setenv("SHOROKU_CORS_ORIGINS", '["https://a.example"]')

    assert load_settings().cors_origins == ("https://a.example",)


@pytest.mark.usefixtures("empty_folder")
def test_paths_start_at_the_project(tmp_path: Path) -> None:
    """A path that is not absolute does not depend on where the command was started."""
    assert load_settings(var="elsewhere").var == PROJECT / "elsewhere"
    assert load_settings(var=tmp_path / "var").var == tmp_path / "var"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "70000"),
        ("port", "-1"),
        ("port", "many"),
        ("max_question_chars", "0"),
        ("queue_length", "-1"),
        ("concurrent_answers", "x"),
        ("frame_ancestors", "https://a.example"),
        ("trusted_proxies", '["the proxy"]'),
        ("metrics_clients", '["10.0.0.1/8"]'),
        ("question_limits", '["many"]'),
        ("request_limits", '["0/minute"]'),
    ],
)
def test_a_bad_value_in_the_environment(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """One sentence names the setting and how it is spelt; never a traceback."""
    assert empty_folder.is_dir()
    monkeypatch.setenv(f"SHOROKU_{name.upper()}", value)

    with pytest.raises(SettingsError) as caught:
        load_settings()

    assert name in str(caught.value).lower()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("line", ["port = 'x'", "colour = 1", "corpus = 3"])
def test_a_bad_line_in_the_file(empty_folder: Path, line: str) -> None:
    """A wrong value and an unknown setting of the file are named."""
    (empty_folder / "shoroku.toml").write_text(line + "\n")

    with pytest.raises(SettingsError, match=line.split(maxsplit=1)[0]) as caught:
        load_settings()

    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_toml(empty_folder: Path) -> None:
    """A slip of the pen in the file is one sentence that names the file."""
    (empty_folder / "shoroku.toml").write_text("port == 1\n")

    with pytest.raises(SettingsError, match=r"shoroku\.toml"):
        load_settings()
