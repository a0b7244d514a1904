"""What checks against fraud need of the registry and of the portal: keyed digests, stated factors, devices."""

from collections.abc import Mapping
from functools import cached_property

from puhui.assembly.reading import register_of
from puhui.assembly.wiring.ground import Ground
from puhui.desks.devices import Devices, SessionDevice
from puhui.desks.keyed_tags import KeyedTags
from puhui.desks.verifying import VerificationDesk
from puhui.exchange import Custodian, Dataset, check_datasets_of, datasets_of
from puhui.exchange.answering import RowConnector
from puhui.exchange.connectors import IdentityConnector
from puhui.exchange.fields import DEVICE, IDENTITY
from puhui.kernel.ids import DatasetId
from puhui.parties import VerificationAttempts


class CheckParts:
    """The checks that a node of this role answers; what they share is made once."""

    def __init__(self, on: Ground) -> None:
        self._on = on
        self._datasets = {one.source: one for one in check_datasets_of(on.role)}

    def connectors(self) -> Mapping[DatasetId, RowConnector]:
        """The datasets of checks, by their ids here."""
        made: dict[DatasetId, RowConnector] = {}
        if IDENTITY in self._datasets:
            made[self._datasets[IDENTITY].id_at(self._on.org)] = self._identities
        if DEVICE in self._datasets:
            dataset = self._datasets[DEVICE]
            made[dataset.id_at(self._on.org)] = SessionDevice(self.devices, dataset, self._on.org)
        return made

    def background(self) -> list[IdentityConnector]:
        """What starts and stops with the node."""
        return [self._identities] if IDENTITY in self._datasets else []

    def verification(self, custodian: Custodian) -> VerificationDesk | None:
        """The registry's door; None at other roles."""
        if IDENTITY not in self._datasets:
            return None
        on = self._on
        return VerificationDesk(
            custodian=custodian,
            dataset=self._datasets[IDENTITY].id_at(on.org),
            identities=self._identities,
            register=register_of(on.settings),
            attempts=VerificationAttempts(on.database, on.clock),
            suite=on.suite,
            clock=on.clock,
            wake=on.relay.wake,
        )

    @cached_property
    def devices(self) -> Devices:
        """The devices by which this portal is used."""
        return Devices(self._on.database, self._tags, self._on.clock, self._on.entropy)

    @cached_property
    def _identities(self) -> IdentityConnector:
        return IdentityConnector(
            holdings=self._on.holdings,
            dataset=self._datasets[IDENTITY],
            registration=_registration(),
            custodian=self._on.org,
            clock=self._on.clock,
            tag=self._tags.tag,
        )

    @cached_property
    def _tags(self) -> KeyedTags:
        return KeyedTags(self._on.database, self._on.suite, self._on.clock, self._on.entropy)


def _registration() -> Dataset:
    return next(one for one in datasets_of("registry") if one.slug == "registration")
