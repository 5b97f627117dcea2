"""What stands in deploy/ and the Dockerfile fits the project: files, settings and rights."""

import configparser
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from rag.settings import Settings, load_settings
from tests.support.command_line import ROOT
from ui.stopping import STOP_SECONDS

DEPLOY = ROOT / "deploy"
SAMPLES = sorted([ROOT / "Dockerfile", *(it for it in DEPLOY.rglob("*") if it.is_file())])


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions in order, continued lines joined, comments left out."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    return [
        (word, rest) for word, _, rest in (it.partition(" ") for it in joined.splitlines() if it)
    ]


def unit() -> configparser.SectionProxy:
    """The service of the systemd unit; of a key that stands often, the last."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names as they are
    parser.read(DEPLOY / "systemd" / "shoroku.service", encoding="utf-8")
    return parser["Service"]


def compose() -> Any:  # noqa: ANN401 - YAML
    """The compose file."""
    return YAML(typ="safe").load(DEPLOY / "compose.yaml")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda it: it.name)
def test_every_setting_that_a_sample_names_is_one(sample: Path) -> None:
    """A variable or a line for shoroku.toml in a sample is a setting that there is."""
    text = sample.read_text(encoding="utf-8")
    named = {it.lower() for it in re.findall(r"\bSHOROKU_([A-Z_]+)\b", text)}
    known = {*Settings.model_fields, "settings", "upstream"}
    assert named <= known


def test_the_sample_of_settings_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """deploy/shoroku.toml as it stands, and with its commented lines put in force."""
    monkeypatch.setenv("SHOROKU_SETTINGS", str(DEPLOY / "shoroku.toml"))
    assert load_settings().retention_days == Settings.model_fields["retention_days"].default
    text = (DEPLOY / "shoroku.toml").read_text(encoding="utf-8")
    proposed = re.findall(r"^# (\w+) = ", text, re.MULTILINE)
    assert proposed
    assert set(proposed) <= set(Settings.model_fields)


def test_the_image_is_made_of_what_is_there() -> None:
    """Each file that is copied exists, and .dockerignore lets it through."""
    let_through = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    copied = [rest for word, rest in instructions() if word == "COPY" and "--from" not in rest]
    names = [name for rest in copied for name in rest.split()[:-1]]
    assert {"corpus", "index", "rag", "eval", "ui", "requirements.lock"} <= set(names)
    for name in names:
        assert (ROOT / name).exists(), name
        assert f"!{name}" in let_through, name


def test_the_image_runs_as_nobody_special() -> None:
    """A base pinned by its whole version, two stages, a number for its user, a probe of health."""
    found = instructions()
    bases = [rest for word, rest in found if word == "FROM"]
    assert len(bases) == 2
    assert all(re.match(r"python:3\.\d+\.\d+-slim-\w+( AS \w+)?$", it) for it in bases)
    last = dict(found[max(i for i, it in enumerate(found) if it[0] == "FROM") :])
    assert last["USER"] == "10001:10001"
    assert "/healthz" in last["HEALTHCHECK"]
    assert last["ENTRYPOINT"] == '["shoroku"]'
    assert f"EXPOSE {Settings.model_fields['port'].default}" in [" ".join(it) for it in found]


def test_the_composed_server_can_write_one_folder_and_reach_nobody() -> None:
    """Read-only but for /tmp and what is kept; no rights; a network without a way out."""
    services = compose()["services"]
    ours = services["shoroku"]
    assert ours["read_only"]
    assert ours["cap_drop"] == ["ALL"]
    assert ours["networks"] == ["inside"]
    assert compose()["networks"]["inside"]["internal"]
    assert "ports" not in ours
    subnet = compose()["networks"]["inside"]["ipam"]["config"][0]["subnet"]
    assert subnet in ours["environment"]["SHOROKU_TRUSTED_PROXIES"]
    assert re.fullmatch(r"caddy:\d+\.\d+-alpine", services["caddy"]["image"])


def test_there_is_time_to_stop() -> None:
    """Service and container are killed only after running answers had their time."""
    assert int(unit()["TimeoutStopSec"]) > STOP_SECONDS
    assert int(compose()["services"]["shoroku"]["stop_grace_period"].rstrip("s")) > STOP_SECONDS


def test_the_service_is_shut_in() -> None:
    """No new rights, nothing to write but its own folder, no network beyond this machine."""
    service = unit()
    assert (service["User"], service["StateDirectory"]) == ("shoroku", "shoroku")
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""
    assert (service["IPAddressDeny"], service["IPAddressAllow"]) == ("any", "localhost")
