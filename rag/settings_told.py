"""Which settings are in force, and where each comes from."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import SecretStr

from rag.settings import Settings, load_settings
from rag.settings_sources import names_in_environment, settings_file, values_in_file

Source = Literal["flag", "environment", "file", "default"]
Value = str | int | float | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class ToldSetting:
    """One setting; ``place`` is the variable or the file that gave it, or empty.

    The value of a secret is "set" or "not set", never itself.
    """

    name: str
    value: Value
    source: Source
    place: str
    secret: bool


def told_settings(**overrides: object) -> tuple[ToldSetting, ...]:
    """Every setting in the order of the class. Raises SettingsError as ``load_settings`` does."""
    settings = load_settings(**overrides)
    flags = {name for name, value in overrides.items() if value is not None}
    environment = names_in_environment()
    in_file = values_in_file()
    told = []
    for name, field in Settings.model_fields.items():
        source, place = _origin(name, flags, environment, in_file)
        secret = "SecretStr" in str(field.annotation)
        told.append(
            ToldSetting(name, _shown(getattr(settings, name), secret), source, place, secret)
        )
    return tuple(told)


def _origin(
    name: str, flags: set[str], environment: dict[str, str], in_file: dict[str, object]
) -> tuple[Source, str]:
    if name in flags:
        return "flag", ""
    if name in environment:
        return "environment", environment[name]
    return ("file", str(settings_file())) if name in in_file else ("default", "")


def _shown(value: object, secret: bool) -> Value:  # noqa: FBT001 - both of one thing
    if secret or isinstance(value, SecretStr):
        return "set" if value else "not set"
    if isinstance(value, tuple):
        return [str(it) for it in value]
    if isinstance(value, Path):
        return str(value)
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
