"""Ways out of the house: real protocols on loopback; nothing twice, nothing of an enterprise, nowhere unasked."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import sqlalchemy as sa

from puhui.kernel import Language, ManualClock, SeededEntropy
from puhui.notifications import Audience, Crier, Kind, Medium, Notice, Recipient, put_address, put_wish
from puhui.notifications.channels import (
    Deliveries,
    HttpSmsGateway,
    Mailer,
    SmtpServer,
    Webhook,
    WebhookForged,
    WebhookTarget,
    is_outside,
    sign_webhook,
    verify_webhook,
)
from puhui.storage import Database, Relay, metadata, refused, waiting

SECRET = b"k" * 24
URL = "https://bank.example"


class _Mailbox(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as it takes to hand a message in; `answers` says what RCPT is told."""

    def handle(self):
        self.wfile.write(b"220 mail.example\r\n")
        lines = []
        while line := self.rfile.readline():
            verb = line.split(None, 1)[0].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line)
                self.server.mails.append(b"".join(lines))
                lines = []
                self.wfile.write(b"250 kept\r\n")
            elif verb == b"RCPT":
                self.wfile.write(self.server.answers.pop(0) if self.server.answers else b"250 ok\r\n")
            elif verb == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")


@contextmanager
def _served(server) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def mailbox():
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mailbox)
    server.mails, server.answers = [], []
    with _served(server) as port:
        server.port = port
        yield server


class _Program(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        status = self.server.answers.pop(0) if self.server.answers else 204
        self.send_response(status)
        if status in (301, 302, 307, 308):
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_address[1]}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def program():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Program)
    server.seen, server.answers = [], []
    with _served(server) as port:
        server.url = f"http://127.0.0.1:{port}/hook"
        yield server


class _Node:
    """A crier, its ways out, and the relay that serves them."""

    def __init__(self, *, mailbox=None, webhook=None, sms=None):
        self.clock = ManualClock(datetime(2026, 3, 1, tzinfo=UTC))
        self.database = Database.in_memory()
        self.database.create()
        hooks = [Webhook(WebhookTarget("core", webhook, SECRET), self.clock)] if webhook else []
        media = [Medium.EMAIL] * bool(mailbox) + [Medium.SMS] * bool(sms)
        self.crier = Crier(
            self.clock, SeededEntropy(1), recipients=lambda _c, _a: [Recipient("psn_a")], media=media, channels=hooks
        )
        mailer = Mailer(SmtpServer("127.0.0.1", mailbox, "none", "puhui@bank.example")) if mailbox else None
        deliveries = Deliveries(
            self.database, self.clock, public_url=URL, mailer=mailer,
            sms=HttpSmsGateway(sms, "gateway key") if sms else None, webhooks=hooks,
        )  # fmt: skip
        self.relay = Relay(self.database, self.clock, deliveries, serves=is_outside)

    def wish(self, medium, address, language=Language.ZH_CN):
        with self.database.transaction() as connection:
            put_address(connection, "psn_a", medium, address, language)
            put_wish(connection, "psn_a", medium, Kind.APPLICATION_RECEIVED, wanted=True)

    def tell(self, key="1"):
        values = {"enterprise": "明澄机械"}
        news = Notice(Kind.APPLICATION_RECEIVED, Audience.of_role("officer"), key, "/applications/app_1", values)
        with self.database.transaction() as connection:
            self.crier.tell(connection, news)

    def later(self, **time):
        self.clock.advance(timedelta(**time))
        return self.relay.deliver_due()


def test_a_letter_is_in_the_persons_language_and_names_no_enterprise(mailbox):
    node = _Node(mailbox=mailbox.port)
    node.wish(Medium.EMAIL, "a@bank.example")
    node.tell()
    node.tell()
    assert node.later(seconds=0) == 1
    (raw,) = mailbox.mails
    mail = message_from_bytes(raw, policy=policy.default)
    assert (mail["Subject"], mail["To"], mail["Auto-Submitted"]) == (
        "收到一笔新的贷款申请", "a@bank.example", "auto-generated",
    )  # fmt: skip
    assert mail["Message-ID"].startswith("<ntf_")
    assert f"{URL}/applications/app_1" in mail.get_content()
    assert "明澄" not in mail.as_string() + mail.get_content()


def test_a_server_that_is_busy_is_tried_again_and_one_that_refuses_is_not(mailbox):
    node = _Node(mailbox=mailbox.port)
    node.wish(Medium.EMAIL, "a@bank.example", Language.EN)
    mailbox.answers += [b"450 later\r\n", b"250 ok\r\n", b"550 nobody here\r\n"]
    node.tell()
    assert (node.later(seconds=0), len(mailbox.mails)) == (0, 0)
    assert (node.later(seconds=2), len(mailbox.mails)) == (1, 1)
    node.tell("2")
    node.later(seconds=2)
    ((_, why),) = refused(node.database)
    assert "SMTP 550" in why
    assert waiting(node.database) == 0


def test_mail_never_goes_in_the_clear_where_tls_was_asked_for(mailbox):
    node = _Node(mailbox=mailbox.port)
    node.relay._deliver._mailer = Mailer(SmtpServer("127.0.0.1", mailbox.port, "starttls", "puhui@bank.example"))
    node.wish(Medium.EMAIL, "a@bank.example")
    node.tell()
    node.later(seconds=0)
    assert (mailbox.mails, waiting(node.database)) == ([], 1)


def test_who_takes_the_address_back_is_sent_nothing_more(mailbox):
    node = _Node(mailbox=mailbox.port)
    node.wish(Medium.EMAIL, "a@bank.example")
    node.tell()
    node.wish(Medium.EMAIL, "")
    node.later(seconds=0)
    assert (mailbox.mails, waiting(node.database)) == ([], 0)


def test_an_event_is_signed_and_tells_no_enterprise(program):
    node = _Node(webhook=program.url)
    node.tell()
    node.later(seconds=0)
    ((path, headers, body),) = program.seen
    told = json.loads(body)
    assert verify_webhook(SECRET, headers, body, node.clock.now()) == told["data"]["id"]
    assert (path, told["type"], told["data"]["page"]) == ("/hook", "application_received", "/applications/app_1")
    assert "明澄" not in body.decode()


def test_an_event_that_was_not_taken_comes_again_the_same_with_a_time_of_its_own(program):
    node = _Node(webhook=program.url)
    program.answers += [500, 503, 204]
    node.tell()
    for seconds in (0, 2, 4):
        node.later(seconds=seconds)
    assert len({body for _, _, body in program.seen}) == len({h["webhook-id"] for _, h, _ in program.seen}) == 1
    assert len({h["webhook-timestamp"] for _, h, _ in program.seen}) == 3
    assert node.later(hours=1) == 0, "nothing twice once it was taken"


@pytest.mark.parametrize("status", [301, 302, 307, 308, 410])
def test_nobody_sends_the_node_elsewhere(program, status):
    node = _Node(webhook=program.url)
    program.answers.append(status)
    node.tell()
    node.later(seconds=0)
    assert [path for path, _, _ in program.seen] == ["/hook"]
    ((_, why),) = refused(node.database)
    assert f"HTTP {status}" in why


def test_what_nobody_took_for_days_is_given_up(program):
    node = _Node(webhook=program.url)
    for key in ("1", "2", "3"):
        node.tell(key)
    node.later(days=4)
    assert (program.seen, waiting(node.database), len(refused(node.database))) == ([], 0, 3)


def test_a_dead_target_keeps_nothing_else_waiting(program, mailbox):
    node = _Node(webhook="http://127.0.0.1:9/hook", mailbox=mailbox.port)
    node.wish(Medium.EMAIL, "a@bank.example")
    node.tell()
    assert (node.later(seconds=0), len(mailbox.mails)) == (1, 1)
    with node.database.transaction() as connection:
        outbox = metadata.tables["outbox"]
        connection.execute(
            outbox.insert().values(
                destination="ledger", key="x", payload=b"", put_at=node.clock.now(), due_at=node.clock.now(), attempts=0
            )
        )
    assert node.later(seconds=1) == 0, "the ledger's statements are another relay's"
    with node.database.transaction() as connection:
        statement = connection.execute(sa.select(outbox).where(outbox.c.destination == "ledger")).one()
    assert statement.attempts == 0


def test_a_text_message_has_an_id_by_which_a_gateway_knows_it_again(program):
    node = _Node(sms=program.url)
    node.wish(Medium.SMS, "+8613800000000", Language.EN)
    program.answers += [429, 200]
    node.tell()
    node.later(seconds=0)
    node.later(seconds=2)
    (_, first, body), (_, second, again) = program.seen
    assert (body, first["idempotency-key"]) == (again, second["idempotency-key"])
    assert first["authorization"] == "Bearer gateway key"
    text = f"A new loan application has arrived {URL}/applications/app_1"
    assert json.loads(body) == {"to": "+8613800000000", "text": text, "id": first["idempotency-key"]}
    program.answers.append(400)
    node.tell("2")
    node.later(seconds=2)
    assert len(refused(node.database)) == 1


def _signed(now, body=b"{}"):
    return sign_webhook(SECRET, "ntf_1", body, now)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda h: h | {"webhook-id": "ntf_2"}, "signature"),
        (lambda h: h | {"webhook-timestamp": str(int(h["webhook-timestamp"]) + 1)}, "signature"),
        (lambda h: h | {"webhook-signature": "v1,AAAA"}, "signature"),
        (lambda h: h | {"webhook-signature": ""}, "signature"),
        (lambda h: h | {"webhook-timestamp": "soon"}, "headers"),
        (lambda h: {k: v for k, v in h.items() if k != "webhook-id"}, "headers"),
    ],
)
def test_a_changed_webhook_is_not_believed(change, reason):
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with pytest.raises(WebhookForged, match=reason):
        verify_webhook(SECRET, change(_signed(now)), b"{}", now)


def test_a_webhook_of_another_secret_body_or_time_is_not_believed():
    now = datetime(2026, 3, 1, tzinfo=UTC)
    for secret, body, later in (
        (b"x" * 24, b"{}", 0),
        (SECRET, b"{ }", 0),
        (SECRET, b"{}", 301),
        (SECRET, b"{}", -301),
    ):
        with pytest.raises(WebhookForged):
            verify_webhook(secret, _signed(now), body, now + timedelta(seconds=later))
    two = _signed(now) | {"webhook-signature": "v1,AAAA " + _signed(now)["webhook-signature"]}
    assert verify_webhook(SECRET, two, b"{}", now) == "ntf_1", "a secret that changes is signed by both for a while"
