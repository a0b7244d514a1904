"""How long sessions, devices, invitations, tokens and trips to providers last, and how fast one may guess.

Configurable, from `sign_in.json`:

>>> SETTINGS.idle
datetime.timedelta(seconds=1800)
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib import resources
from typing import Self


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """`sign_in.json`, read."""

    session: timedelta
    idle: timedelta
    confirmed: timedelta
    device: timedelta
    devices_per_person: int
    free_failures: int
    first_wait: timedelta
    longest_wait: timedelta
    invitation: timedelta
    provider_trip: timedelta
    provider_trips: int
    provider_documents: timedelta
    provider_keys_again: timedelta
    provider_skew: timedelta
    token: timedelta
    tokens_per_institution: int

    @classmethod
    def of(cls, values: Mapping[str, int]) -> Self:
        """From the codes of the file."""
        return cls(
            session=timedelta(hours=values["session_hours"]),
            idle=timedelta(minutes=values["idle_minutes"]),
            confirmed=timedelta(minutes=values["confirmed_minutes"]),
            device=timedelta(days=values["device_days"]),
            devices_per_person=values["devices_per_person"],
            free_failures=values["free_failures"],
            first_wait=timedelta(seconds=values["first_wait_seconds"]),
            longest_wait=timedelta(seconds=values["longest_wait_seconds"]),
            invitation=timedelta(days=values["invitation_days"]),
            provider_trip=timedelta(minutes=values["provider_trip_minutes"]),
            provider_trips=values["provider_trips"],
            provider_documents=timedelta(minutes=values["provider_documents_minutes"]),
            provider_keys_again=timedelta(seconds=values["provider_keys_again_seconds"]),
            provider_skew=timedelta(seconds=values["provider_skew_seconds"]),
            token=timedelta(days=values["token_days"]),
            tokens_per_institution=values["tokens_per_institution"],
        )


def _shipped() -> SignInSettings:
    text = resources.files("puhui.parties").joinpath("sign_in.json").read_text(encoding="utf-8")
    return SignInSettings.of({one["code"]: one["value"] for one in json.loads(text)["defaults"]})


SETTINGS = _shipped()
