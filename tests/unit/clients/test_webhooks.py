"""What the node signs, the banks' client takes: genuine, of now, and once."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from puhui.notifications.channels import sign_webhook
from puhui_client.webhooks import KEPT, TOLERANCE, Forged, Receiver

KEY = b"24 random bytes, or more"
SECRET = "whsec_" + base64.b64encode(KEY).decode()
NOW = datetime(2026, 11, 22, tzinfo=UTC)
BODY = b'{"type":"contract_signed","timestamp":"2026-11-22T00:00:00Z","data":{"role":"officer"}}'


def test_what_the_node_signs_is_taken_once():
    receiver, signed = Receiver(SECRET), sign_webhook(KEY, "ntf_1", BODY, NOW)
    event = receiver.take(signed, BODY, NOW)
    assert (event.id, event.type, event.data) == ("ntf_1", "contract_signed", {"role": "officer"})
    assert receiver.take(signed, BODY, NOW) is None
    later = NOW + timedelta(hours=3)  # the node tries again, and signs anew
    assert receiver.take(sign_webhook(KEY, "ntf_1", BODY, later), BODY, later) is None
    assert receiver.take(sign_webhook(KEY, "ntf_2", BODY, later), BODY, later)


@pytest.mark.parametrize("apart", [TOLERANCE + timedelta(seconds=1), -TOLERANCE - timedelta(seconds=1)])
def test_an_old_message_cannot_be_played_again(apart):
    with pytest.raises(Forged, match="time"):
        Receiver(SECRET).take(sign_webhook(KEY, "ntf_1", BODY, NOW), BODY, NOW + apart)


def test_whatever_was_changed_is_forged():
    signed = sign_webhook(KEY, "ntf_1", BODY, NOW)
    changed = [
        (signed, BODY + b" "),
        (signed | {"webhook-id": "ntf_2"}, BODY),
        (signed | {"webhook-timestamp": str(int(NOW.timestamp()) + 1)}, BODY),
        (sign_webhook(b"another secret of a node", "ntf_1", BODY, NOW), BODY),
        ({}, BODY),
        (signed | {"webhook-timestamp": "now"}, BODY),
        (signed | {"webhook-signature": "v1,é"}, BODY),
    ]
    for headers, body in changed:
        with pytest.raises(Forged):
            Receiver(SECRET).take(headers, body, NOW)


def test_names_of_headers_are_in_any_case_and_ids_are_forgotten_in_time():
    seen: dict[str, datetime] = {}
    receiver = Receiver(SECRET, seen)
    signed = {name.title(): value for name, value in sign_webhook(KEY, "ntf_1", BODY, NOW).items()}
    assert receiver.take(signed, BODY, NOW)
    later = NOW + KEPT + timedelta(seconds=1)
    receiver.take(sign_webhook(KEY, "ntf_2", BODY, later), BODY, later)
    assert [*seen] == ["ntf_2"]


def test_a_receiver_takes_events_of_one_environment():
    of_sandbox = BODY[:-1] + b',"environment":"sandbox"}'
    real, sandbox = Receiver(SECRET), Receiver(SECRET, environment="sandbox")
    assert sandbox.take(sign_webhook(KEY, "ntf_1", of_sandbox, NOW), of_sandbox, NOW).environment == "sandbox"
    assert real.take(sign_webhook(KEY, "ntf_1", BODY, NOW), BODY, NOW).environment == "real"
    for receiver, body in ((real, of_sandbox), (sandbox, BODY)):
        with pytest.raises(Forged, match="environment"):
            receiver.take(sign_webhook(KEY, "ntf_2", body, NOW), body, NOW)
