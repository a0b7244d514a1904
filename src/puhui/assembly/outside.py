"""The `notices` of `node.json`: by which ways out of the house this node tells news, and the secrets that they take.

A secret is never in `node.json`: it lies in a file of the node's folder that nobody else can read. What is not on this
machine is spoken to over TLS alone.
"""

import base64
import binascii
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from puhui.assembly.errors import SettingsBroken
from puhui.assembly.sandbox import Mode
from puhui.kernel import Clock, Text
from puhui.notifications import Kind, Medium

if TYPE_CHECKING:
    from puhui.notifications.channels import HttpSmsGateway, Mailer, Webhook

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_SECRET_PREFIX = "whsec_"  # noqa: S105 - how Standard Webhooks marks a secret, not one
_SECRET_SIZE_MIN = 24
FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EmailSettings(_Strict):
    """The SMTP server; its password in the file `password_file`."""

    host: Annotated[str, Field(min_length=1, max_length=253)]
    port: Annotated[int, Field(gt=0, lt=65536)] = 465
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    sender: Annotated[str, Field(pattern=r"^[^\s@<>,]+@[^\s@<>,]+$")]
    user: str = ""
    password_file: FileName | None = None

    @model_validator(mode="after")
    def _no_clear_text(self) -> Self:
        if self.tls == "none" and self.host not in _LOOPBACK:
            raise ValueError("tls none is for a server on this machine")
        return self


class _Address(_Strict):
    url: Annotated[str, Field(max_length=500)]

    @model_validator(mode="after")
    def _over_tls(self) -> Self:
        parts = urlsplit(self.url)
        if parts.username or parts.password or not parts.hostname:
            raise ValueError("the address has no host, or names a user")
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise ValueError("the address is https, or on this machine")
        return self


class SmsSettings(_Address):
    """The gateway; its key in the file `key_file`."""

    key_file: FileName


class WebhookSettings(_Address):
    """One target of events; its secret (`whsec_…`) in the file `secret_file`. No `kinds`: all."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    secret_file: FileName
    kinds: list[Kind] = Field(default_factory=list)


class NoticeSettings(_Strict):
    """All ways; by default none."""

    email: EmailSettings | None = None
    sms: SmsSettings | None = None
    webhooks: Annotated[list[WebhookSettings], Field(max_length=16)] = Field(default_factory=list)

    @property
    def media(self) -> list[Medium]:
        """By which ways a person can be told."""
        ways = {Medium.EMAIL: self.email, Medium.SMS: self.sms}
        return [medium for medium, way in ways.items() if way is not None]

    def mailer(self, folder: Path) -> "Mailer | None":
        """The way to the SMTP server; raises `SettingsBroken`."""
        if self.email is None:
            return None
        from puhui.notifications.channels import Mailer, SmtpServer

        one = self.email
        password = read_secret(folder, one.password_file) if one.password_file else ""
        return Mailer(SmtpServer(one.host, one.port, one.tls, one.sender, one.user, password))

    def gateway(self, folder: Path) -> "HttpSmsGateway | None":
        """The way to the SMS gateway; raises `SettingsBroken`."""
        if self.sms is None:
            return None
        from puhui.notifications.channels import HttpSmsGateway

        return HttpSmsGateway(self.sms.url, read_secret(folder, self.sms.key_file))

    def targets(self, folder: Path, clock: Clock, mode: Mode = "real") -> "list[Webhook]":
        """The ways to other programs; raises `SettingsBroken`."""
        from puhui.notifications.channels import Webhook, WebhookTarget

        return [
            Webhook(
                WebhookTarget(one.name, one.url, _webhook_secret(folder, one.secret_file), frozenset(one.kinds)),
                clock,
                environment=mode,
            )
            for one in self.webhooks
        ]


def _webhook_secret(folder: Path, name: str) -> bytes:
    text = read_secret(folder, name)
    try:
        secret = base64.b64decode(text.removeprefix(_SECRET_PREFIX), validate=True)
    except binascii.Error:
        secret = b""
    if not text.startswith(_SECRET_PREFIX) or len(secret) < _SECRET_SIZE_MIN:
        raise _broken(
            folder,
            Text(zh=f"{name} 不是 webhook 密钥", en=f"{name} is no webhook secret"),
            Text(
                zh="请写入 whsec_ 和 24 字节以上随机数的 base64",
                en="write whsec_ and 24 random bytes or more in base64",
            ),
        )
    return secret


def read_secret(folder: Path, name: str) -> str:
    """A secret of the node's folder; raises `SettingsBroken` where it is missing or others can read it."""
    path = folder / name
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise _broken(
                folder,
                Text(zh=f"其他人可以读取密钥文件 {name}", en=f"others can read the secret {name}"),
                f"chmod 600 {path}",
            )
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise _broken(
            folder,
            Text(zh=f"没有密钥文件 {name}", en=f"there is no secret {name}"),
            Text(zh="请放入该文件，并仅限节点读取", en="put it there, readable by the node alone"),
        ) from None


def _broken(folder: Path, reason: str | Text, advice: str | Text) -> SettingsBroken:
    return SettingsBroken(path=folder, reason=reason, advice=advice, stage="assembly.outside")
