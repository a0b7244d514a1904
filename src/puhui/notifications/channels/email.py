"""E-mail by SMTP (RFC 5321) with TLS, to a server that the node's settings name."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal

from puhui.notifications.errors import DeliveryDelayed, DeliveryRefused

_TIMEOUT_S = 15.0
_STAGE = "notifications.email"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed in, and as whom. `tls` `none` is for a server on this machine alone."""

    host: str
    port: int
    tls: Literal["implicit", "starttls", "none"]
    sender: str
    user: str = ""
    password: str = field(repr=False, default="")


class Mailer:
    """Hands in one message at a time, over a connection of its own."""

    def __init__(self, server: SmtpServer, context: Callable[[], ssl.SSLContext] = ssl.create_default_context) -> None:
        self._server = server
        self._context = context

    def send(self, to: str, id_: str, headline: str, link: str, at: datetime) -> None:
        """Send one notification; raises `DeliveryDelayed` or `DeliveryRefused`.

        The Message-ID is the notification's: a message that was handed in twice, because the answer was lost, is one
        to a reader whose server knows repetitions.
        """
        message = EmailMessage()
        message["Subject"] = headline
        message["From"] = self._server.sender
        message["To"] = to
        message["Date"] = format_datetime(at)
        message["Message-ID"] = f"<{id_}@{self._server.sender.partition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine is to answer
        message.set_content(f"{headline}\n\n{link}\n")
        try:
            with self._connected() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            raise self._failure(codes[0]) from None
        except smtplib.SMTPResponseException as refused:
            raise self._failure(refused.smtp_code) from None
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryDelayed(reason=type(error).__name__, party=self._server.host, stage=_STAGE) from None

    def _connected(self) -> smtplib.SMTP:
        to = self._server
        if to.tls == "implicit":
            server: smtplib.SMTP = smtplib.SMTP_SSL(to.host, to.port, timeout=_TIMEOUT_S, context=self._context())
        else:
            server = smtplib.SMTP(to.host, to.port, timeout=_TIMEOUT_S)
        try:
            if to.tls == "starttls":
                server.starttls(context=self._context())  # raises where the server has none: nothing goes in the clear
            if to.user:
                server.login(to.user, to.password)
        except BaseException:
            server.close()
            raise
        return server

    def _failure(self, code: int) -> DeliveryRefused | DeliveryDelayed:
        kind = DeliveryRefused if code >= 500 else DeliveryDelayed
        return kind(reason=f"SMTP {code}", party=self._server.host, stage=_STAGE)
