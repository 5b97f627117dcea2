"""Every setting. With ``rag.settings_sources`` the only reader of the environment and of files.

Order of precedence: keyword arguments (the command line), environment (``SHOROKU_…``), the settings
file (``shoroku.toml`` in the current directory, or what ``SHOROKU_SETTINGS`` names), then the
defaults below. docs/settings.md describes each for operators.
"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings.exceptions import SettingsError as UnreadableSettings

from rag.errors import SettingsError
from rag.settings_checks import limit, network, origin, secret, sub_path
from rag.settings_sources import FileSource, check_names, refused, unreadable

__all__ = ["PROJECT", "Settings", "SettingsError", "load_settings"]

PROJECT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "::1")

Origin = Annotated[str, AfterValidator(origin)]
Network = Annotated[str, AfterValidator(network)]
Limit = Annotated[str, AfterValidator(limit)]
Secret = Annotated[SecretStr, AfterValidator(secret)]


class Settings(BaseSettings):
    """What an operator may set. Paths that are not absolute start at the project's folder."""

    model_config = SettingsConfigDict(
        env_prefix="SHOROKU_", env_ignore_empty=True, frozen=True, extra="forbid"
    )

    corpus: Path = Field(PROJECT / "corpus", description="Folder with one folder a booklet.")
    var: Path = Field(
        PROJECT / "var", description="Folder for all that is written: the index, and what is kept."
    )
    host: str = Field("127.0.0.1", description="Address that the server listens on.")
    port: int = Field(7860, ge=0, le=65535, description="Port that the server listens on.")
    root_path: Annotated[str, AfterValidator(sub_path)] = Field(
        "", description="Path under which a web server in front shows Shoroku, as /abstracts."
    )
    trusted_proxies: tuple[Network, ...] = Field(
        LOOPBACK, description="Addresses and networks whose X-Forwarded-For is believed."
    )
    frame_ancestors: tuple[Origin, ...] = Field(
        (), description="Origins that may show the chat page in a frame; none: only its own."
    )
    cors_origins: tuple[Origin, ...] = Field(
        (), description="Origins whose pages may call the server from a browser."
    )
    public_hosts: tuple[str, ...] = Field(
        (), description="Host names under which programs reach the server from elsewhere (MCP)."
    )
    question_limits: tuple[Limit, ...] = Field(
        ("60/minute", "1200/hour"), description="How many questions one client may ask."
    )
    request_limits: tuple[Limit, ...] = Field(
        ("600/minute",), description="How often one client may call the API and the page's queue."
    )
    metrics_clients: tuple[Network, ...] = Field(
        LOOPBACK, description="Addresses and networks that may read /metrics."
    )
    max_question_chars: int = Field(2000, ge=1, description="Longest question taken.")
    concurrent_answers: int = Field(2, ge=1, description="Questions answered at the same time.")
    queue_length: int = Field(16, ge=0, description="Questions that may wait for their turn.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least that is logged; info has one line a request."
    )
    log_format: Literal["auto", "json", "text"] = Field(
        "auto", description="Form of a log line; auto: text at a terminal, otherwise JSON."
    )
    keep_unanswered: bool = Field(
        default=False, description="Whether questions that the abstracts do not answer are kept."
    )
    retention_days: int = Field(
        90, ge=1, le=3650, description="Days that unanswered questions and readers' words are kept."
    )
    editor_password: Secret | None = Field(
        None, description="Password of the editor's page; not set: no such page."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then the settings file."""
        return init_settings, env_settings, FileSource(settings_cls)


def load_settings(**overrides: object) -> Settings:
    """The settings in force; ``overrides`` that are None count as not given.

    Raises:
        SettingsError: a value cannot be used; the sentence names the setting, its place and why.

    """
    given = {name: value for name, value in overrides.items() if value is not None}
    check_names(Settings.model_fields)
    try:
        settings = Settings(**given)  # type: ignore[arg-type]  # validated by pydantic itself
    except ValidationError as error:
        raise refused(error, given, Settings.model_fields) from None
    except UnreadableSettings as error:
        raise unreadable(error) from None
    return settings.model_copy(
        update={"corpus": _absolute(settings.corpus), "var": _absolute(settings.var)}
    )


def _absolute(path: Path) -> Path:
    return path if path.is_absolute() else PROJECT / path
