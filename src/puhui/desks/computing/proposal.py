"""A job ready to be proposed."""

from collections.abc import Mapping
from dataclasses import dataclass

from puhui.privacy import JobSpec
from puhui.privacy.jobs import Under


@dataclass(frozen=True, slots=True)
class Proposal:
    """A job, under which mandates it falls, the token of a table of our own, and the model that comes along, if any."""

    spec: JobSpec
    under: Mapping[str, Under]
    token: str
    model: bytes = b""
