"""Settings are read once, and everything that is wrong with them is told at once."""

from dataclasses import fields
from pathlib import Path

import pytest

from candor.settings import Settings, SettingsFaults, described, folder_of_fonts, variable

CONTRACT = {
    "body_limit": 65_536,
    "form_fields_limit": 200,
    "name_limit": 200,
    "email_limit": 254,
    "company_limit": 200,
    "role_limit": 120,
    "words_limit": 4_000,
    "notes_limit": 10_000,
    "search_limit": 200,
    "contact_per_10_minutes": 10,
    "contact_per_hour": 60,
    "wrong_links_per_minute": 20,
    "fastest_form": 3,
    "sign_in_minutes": 15,
    "idle_hours": 12,
    "absolute_days": 7,
}


def environment(tmp_path: Path, **changes: str) -> dict[str, str]:
    """Return variables that are enough to start, with changes."""
    return {"CANDOR_CONTENT": str(tmp_path), "CANDOR_DATABASE": "candor.sqlite3", **changes}


@pytest.mark.parametrize(("name", "value"), CONTRACT.items())
def test_the_numbers_of_the_contract_are_the_defaults(tmp_path: Path, name: str, value: int) -> None:
    assert getattr(Settings(content=tmp_path, database="x"), name) == value


def test_every_setting_explains_itself() -> None:
    table = described()

    assert [setting.name for setting in table] == [field.name for field in fields(Settings)]
    assert all(setting.says for setting in table)


def test_two_variables_are_enough(tmp_path: Path) -> None:
    settings = Settings.from_environment(environment(tmp_path))

    assert (settings.content, settings.database) == (tmp_path, "candor.sqlite3")
    assert settings.base_url == "http://127.0.0.1:8000"


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        environment(
            tmp_path,
            CANDOR_BASE_URL="https://fit.example.org",
            CANDOR_SECRET_KEY="k" * 32,
            CANDOR_TRUSTED_PROXIES="10.0.0.0/8, ::1",
            CANDOR_NAME_LIMIT="50",
            CANDOR_FONTS=str(tmp_path),
        )
    )

    assert (settings.host, settings.is_https, settings.is_loopback) == ("fit.example.org", True, False)
    assert settings.trusted_proxies == ("10.0.0.0/8", "::1")
    assert settings.name_limit == 50
    assert settings.fonts == folder_of_fonts({"CANDOR_FONTS": str(tmp_path)}) == tmp_path


def test_every_missing_and_invalid_variable_is_named_at_once() -> None:
    environ = {
        "CANDOR_CONTENT": "no-such-folder",
        "CANDOR_BASE_URL": "fit.example.org",
        "CANDOR_SECRET_KEY": "short",
        "CANDOR_TRUSTED_PROXIES": "proxy.example.org",
        "CANDOR_BODY_LIMIT": "64 KiB",
        "CANDOR_NAME_LIMIT": "0",
        "CANDOR_FONTS": "no-such-folder",
    }

    with pytest.raises(SettingsFaults) as stopped:
        Settings.from_environment(environ)

    named = {fault.split()[0] for fault in stopped.value.faults}
    assert named == {*environ, "CANDOR_DATABASE"}


@pytest.mark.parametrize(
    "address",
    [
        "ftp://fit.example.org",
        "http://fit.example.org",
        "https://fit.example.org/",
        "https://fit.example.org/site",
        "https://fit.example.org?x",
        "https://user@fit.example.org",
        "https://",
        "https://fit.example.org:port",
        "https://[::1",
    ],
)
def test_an_address_that_cannot_be_a_base_url_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsFaults, match="CANDOR_BASE_URL"):
        Settings(content=tmp_path, database="x", base_url=address)


def test_a_variable_is_named_after_its_field() -> None:
    assert variable("base_url") == "CANDOR_BASE_URL"
