"""Every setting, and the only reader of the environment and of ``shoroku.toml``.

Order of precedence: keyword arguments, environment (``SHOROKU_…``), ``shoroku.toml`` in the
current directory, then the defaults below.
"""

import re
import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings.exceptions import SettingsError as UnreadableSettings

from corpus.errors import ShorokuError

PROJECT = Path(__file__).resolve().parent.parent


class SettingsError(ShorokuError):
    """A setting has a value that cannot be used."""


def _network(value: str) -> str:
    """The value itself, where it is an address or a network; pydantic tells a ValueError."""
    ip_network(value)
    return value


Network = Annotated[str, AfterValidator(_network)]
Limit = Annotated[str, Field(pattern=r"^[1-9]\d{0,8}/(second|minute|hour|day)$")]


class Settings(BaseSettings):
    """What an operator may set. Paths that are not absolute start at the project's folder."""

    model_config = SettingsConfigDict(
        env_prefix="SHOROKU_", toml_file="shoroku.toml", frozen=True, extra="forbid"
    )

    corpus: Path = Field(PROJECT / "corpus", description="Folder with one folder a booklet.")
    var: Path = Field(PROJECT / "var", description="Where generations of the index are kept.")
    host: str = Field("127.0.0.1", description="Address that the server listens on.")
    port: int = Field(7860, ge=0, le=65535, description="Port that the server listens on.")
    frame_ancestors: tuple[str, ...] = Field(
        (), description="Origins that may show the chat page in a frame; none: only its own."
    )
    cors_origins: tuple[str, ...] = Field(
        (), description="Origins whose pages may call the server from a browser."
    )
    public_hosts: tuple[str, ...] = Field(
        (), description="Host names under which programs reach the server from elsewhere (MCP)."
    )
    trusted_proxies: tuple[Network, ...] = Field(
        ("127.0.0.1", "::1"),
        description="Addresses and networks whose X-Forwarded-For is believed.",
    )
    question_limits: tuple[Limit, ...] = Field(
        ("60/minute", "1200/hour"), description="How many questions one client may ask."
    )
    request_limits: tuple[Limit, ...] = Field(
        ("600/minute",), description="How often one client may call the API and the page's queue."
    )
    metrics_clients: tuple[Network, ...] = Field(
        ("127.0.0.1", "::1"), description="Addresses and networks that may read /metrics."
    )
    max_question_chars: int = Field(2000, ge=1, description="Longest question taken.")
    concurrent_answers: int = Field(2, ge=1, description="Questions answered at the same time.")
    queue_length: int = Field(16, ge=0, description="Questions that may wait for their turn.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then the TOML file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**overrides: object) -> Settings:
    """The settings in force; ``overrides`` that are None count as not given.

    Raises:
        SettingsError: a value cannot be used; the sentence names the setting and the reason.

    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        settings = Settings(**given)  # type: ignore[arg-type]  # validated by pydantic itself
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"shoroku.toml is no TOML: {error}. Mend or remove the file.") from None
    except UnreadableSettings as error:
        raise SettingsError(_unreadable(error)) from None
    return settings.model_copy(
        update={"corpus": _absolute(settings.corpus), "var": _absolute(settings.var)}
    )


def _absolute(path: Path) -> Path:
    return path if path.is_absolute() else PROJECT / path


def _unreadable(error: UnreadableSettings) -> str:
    found = re.search(r'field "(\w+)"', str(error))
    name = found.group(1) if found else "?"
    return (
        f"The setting '{name}' cannot be used: in the environment a list is written as JSON, "
        f'for example SHOROKU_{name.upper()}=["https://example.org"].'
    )


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0])  # what follows is a place within a list
    return (
        f"The setting '{name}' cannot be used: {first['msg']}. "
        f"Change it in shoroku.toml or in the environment as SHOROKU_{name.upper()}."
    )
