"""Where settings stand: the environment and the settings file, and what is said of a wrong one."""

import os
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource
from pydantic_settings.exceptions import SettingsError as UnreadableSettings

from rag.errors import SettingsError

PREFIX = "SHOROKU_"
# Names the file; it cannot be a setting, for settings are read from there.
FILE_VARIABLE = "SHOROKU_SETTINGS"


class FileSource(InitSettingsSource):
    """The values of the settings file."""

    def __init__(self, settings_cls: type[BaseSettings]) -> None:
        super().__init__(settings_cls, values_in_file())


def settings_file() -> Path:
    """The file that would be read, whether it is there or not."""
    return Path(os.environ.get(FILE_VARIABLE) or "shoroku.toml").absolute()


def values_in_file() -> dict[str, Any]:
    """What the settings file holds; nothing where there is none and none was named.

    Raises:
        SettingsError: it is named and missing, or cannot be read.

    """
    file = settings_file()
    if not file.exists() and not os.environ.get(FILE_VARIABLE):
        return {}
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"The settings file {file} cannot be read: {error.strerror}. "
            f"Mend it, or leave {FILE_VARIABLE} unset."
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(f"The settings file {file} is not in UTF-8. Save it anew.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file} is no TOML: {error}. Mend or remove the file.") from None


def names_in_environment() -> dict[str, str]:
    """The names of settings that the environment gives a value, with the variable's own name."""
    given = [name for name, value in os.environ.items() if value and name != FILE_VARIABLE]
    ours = [name for name in given if name.upper().startswith(PREFIX)]
    return {name[len(PREFIX) :].lower(): name for name in ours}


def check_names(known: Collection[str]) -> None:
    """Refuse a variable that names no setting: mistyped, it would silently do nothing.

    Raises:
        SettingsError: names the variable, and the nearest that there is.

    """
    for name, variable in names_in_environment().items():
        if name not in known:
            raise SettingsError(
                f"There is no setting {variable} (in the environment)."
                f"{_meant(name, known, PREFIX, str.upper)}"
            )


def refused(
    error: ValidationError, given: Mapping[str, object], known: Collection[str]
) -> SettingsError:
    """The sentence about the first value that was refused; the value itself is not repeated."""
    first = error.errors()[0]
    name = str(first["loc"][0])
    place = _place(name, given)
    if first["type"] == "extra_forbidden":
        return SettingsError(f"There is no setting '{name}' ({place}).{_meant(name, known)}")
    reason = first["msg"].removeprefix("Value error, ")
    return SettingsError(f"The setting '{name}' cannot be used: {reason}. It stands {place}.")


def unreadable(error: UnreadableSettings) -> SettingsError:
    """The sentence about a list in the environment that is no JSON."""
    found = re.search(r'field "(\w+)"', str(error))
    name = found.group(1) if found else "?"
    return SettingsError(
        f"The setting '{name}' cannot be used: in the environment a list is written as JSON, "
        f'for example {PREFIX}{name.upper()}=["https://example.org"].'
    )


def _place(name: str, given: Mapping[str, object]) -> str:
    """Where the value in force stands, as one says it after "it stands"."""
    if name in given:
        return f"on the command line as {name}"
    variable = names_in_environment().get(name)
    if variable:
        return f"in the environment as {variable}"
    return f"in {settings_file()}{_line(name)}"


def _line(name: str) -> str:
    key = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.\]]")
    lines = settings_file().read_text(encoding="utf-8").splitlines()
    found = next((number for number, line in enumerate(lines, 1) if key.match(line)), None)
    return f", line {found}" if found else ""


def _meant(
    name: str,
    known: Collection[str],
    prefix: str = "",
    spelt: Callable[[str], str] = str,
) -> str:
    near = get_close_matches(name.lower(), known, 1)
    end = " docs/settings.md lists them all."
    return f" Did you mean {prefix}{spelt(near[0])}?" if near else end
