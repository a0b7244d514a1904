"""The ways out of the house in node.json: TLS or this machine, secrets in files of their own, and no surprises."""

import base64

import pytest
from pydantic import ValidationError

from puhui.assembly.errors import SettingsBroken
from puhui.assembly.outside import NoticeSettings
from puhui.kernel import SystemClock

HOOK = {"name": "core", "url": "https://core.bank.example/hook", "secret_file": "core.secret"}


def _secret(folder, text, mode=0o600):
    path = folder / "core.secret"
    path.write_text(text)
    path.chmod(mode)


@pytest.mark.parametrize(
    "given",
    [
        {"email": {"host": "mail.example", "port": 25, "tls": "none", "sender": "a@b.example"}},
        {"email": {"host": "mail.example", "sender": "a@b.example\r\nBcc: c@d.example"}},
        {"email": {"host": "mail.example", "sender": "a@b.example", "password": "in the open"}},
        {"webhooks": [HOOK | {"url": "http://core.bank.example/hook"}]},
        {"webhooks": [HOOK | {"url": "https://user:word@core.bank.example/hook"}]},
        {"webhooks": [HOOK | {"url": "file:///etc/passwd"}]},
        {"webhooks": [HOOK | {"url": "http://localhost@evil.example/"}]},
        {"webhooks": [HOOK | {"secret_file": "../key"}]},
        {"webhooks": [HOOK | {"kinds": ["no_such_kind"]}]},
        {"sms": {"url": "http://gateway.example", "key_file": "sms.key"}},
    ],
)
def test_what_is_not_safe_is_no_setting(given):
    with pytest.raises(ValidationError):
        NoticeSettings.model_validate(given)


def test_a_secret_is_read_from_a_file_that_nobody_else_can_read(tmp_path):
    settings = NoticeSettings.model_validate({"webhooks": [HOOK]})
    with pytest.raises(SettingsBroken, match="there is no secret"):
        settings.targets(tmp_path, SystemClock())
    good = "whsec_" + base64.b64encode(b"k" * 24).decode()
    _secret(tmp_path, good, mode=0o644)
    with pytest.raises(SettingsBroken, match="others can read"):
        settings.targets(tmp_path, SystemClock())
    for bad in ("k" * 32, "whsec_short", "whsec_!!!!"):
        _secret(tmp_path, bad)
        with pytest.raises(SettingsBroken, match="no webhook secret"):
            settings.targets(tmp_path, SystemClock())
    _secret(tmp_path, f"{good}\n")
    (target,) = settings.targets(tmp_path, SystemClock())
    assert target.target.secret == b"k" * 24
    assert "kkkk" not in repr(target.target)


def test_by_default_nothing_leaves_the_house(tmp_path):
    settings = NoticeSettings()
    assert (settings.media, settings.mailer(tmp_path), settings.gateway(tmp_path)) == ([], None, None)
