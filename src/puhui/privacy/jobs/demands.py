"""What the rules of every operation are made of: a demand and its refusal, and the shapes that several share. Pure."""

from puhui.kernel import Text
from puhui.privacy.jobs.errors import JobUnsound
from puhui.privacy.keys import KeyKind
from puhui.privacy.model import JobSpec

STAGE = "privacy.jobs.offering"
KEY_ABSENT = Text(zh="有参与方没有键列", en="the key is no column of a party")


def demand(condition: bool, otherwise: Text) -> None:
    """Raises `JobUnsound` unless the condition holds."""
    if not condition:
        raise JobUnsound(reason=otherwise, stage=STAGE)


def check_keys(spec: JobSpec) -> None:
    """Every party has the key among its columns; raises `JobUnsound`, and `ValueError` for a kind that there is not."""
    KeyKind(spec.word("kind"))
    demand(all(spec.word("key") in party.columns for party in spec.parties), KEY_ABSENT)
