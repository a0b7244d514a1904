"""What the desks of every role stand on: a folder's settings, its database, its sight of the ledger, its peers."""

import json
from functools import cached_property
from typing import Any

from sqlalchemy.engine import Connection

from puhui.assembly.databases import running_database
from puhui.assembly.delivering import Courier
from puhui.assembly.files import read_file
from puhui.assembly.reading import holdings_of
from puhui.assembly.sandbox import SandboxClock, require_own_ledger
from puhui.assembly.seeing import Sight, Transport
from puhui.assembly.settings import Peer, Settings
from puhui.consent import DatasetOffer
from puhui.credit.portrait import PeerGroups
from puhui.desks.cards.shelf import CardShelf
from puhui.desks.catalogue import Catalogue
from puhui.desks.collecting import Asker, Requests
from puhui.desks.directory import Directory, Organisation
from puhui.desks.models.journal import Journal
from puhui.desks.secret_scores import ScoreModels
from puhui.exchange import Dataset, all_definitions, datasets_of, lists_of, published_of
from puhui.exchange.connectors import Holdings, KeptView, kept_views_of
from puhui.kernel import Clock, Entropy, Text
from puhui.kernel.ids import OrgId
from puhui.market import Product, parse_products
from puhui.notifications import Audience, Bell, Crier, Recipient
from puhui.notifications.channels import Deliveries, is_outside
from puhui.parties import Enterprises, SecondFactors, people_of
from puhui.parties.federation import ProviderDoor
from puhui.storage import Relay


class Ground:
    """One node while it is being put together: the parts of each role take from here what they share."""

    def __init__(self, settings: Settings, clock: Clock, entropy: Entropy, transport: Transport | None) -> None:
        require_own_ledger(settings.mode, settings.origin, settings.folder)
        self.settings = settings
        self.machine = clock  # what machines outside check against theirs
        self.clock = clock = SandboxClock(settings.sandbox, clock) if settings.mode == "sandbox" else clock
        self.entropy = entropy
        self.org = OrgId(settings.org)
        self.database = running_database(settings)
        self.sight = Sight(settings, clock, entropy, transport, machine=self.machine)
        self.signer = self.sight.signer
        self.suite = self.sight.suite
        self.peers = self.sight.peers
        self.ledger = self.sight.ledger
        self.enterprises = Enterprises(self.database, suite=self.suite, clock=clock, entropy=entropy)
        self.directory = Directory(self._organisations(), self.enterprises, self._dataset_names())
        courier = Courier(self.ledger, self.peers)
        self.relay = Relay(self.database, clock, courier, serves=lambda one: not is_outside(one))
        self.webhooks = settings.notices.targets(settings.folder, self.machine, settings.mode)
        self.messenger = Relay(self.database, clock, self._deliveries(), serves=is_outside)

    @cached_property
    def bell(self) -> Bell:
        """Wakes those who listen for news."""
        return Bell(self.database)

    @cached_property
    def crier(self) -> Crier:
        """Tells people news."""
        return Crier(
            self.clock,
            self.entropy,
            recipients=_recipients,
            media=self.settings.notices.media,
            channels=self.webhooks,
        )

    def _deliveries(self) -> Deliveries:
        notices, folder = self.settings.notices, self.settings.folder
        return Deliveries(
            self.database,
            self.clock,
            public_url=self.settings.public_url,
            mailer=notices.mailer(folder),
            sms=notices.gateway(folder),
            webhooks=self.webhooks,
        )

    @cached_property
    def factors(self) -> SecondFactors:
        """People's authenticator apps, which show this institution's name."""
        return SecondFactors(suite=self.suite, clock=self.machine, entropy=self.entropy, issuer=self.settings.name_zh)

    @cached_property
    def provider_door(self) -> ProviderDoor:
        """The way to the identity providers by which people may sign in."""
        folder, public = self.settings.folder, self.settings.public_url
        return ProviderDoor(
            self.database,
            [one.provider(folder, public) for one in self.settings.identity_providers],
            suite=self.suite,
            clock=self.machine,
            entropy=self.entropy,
        )

    @cached_property
    def journal(self) -> Journal:
        """Puts digests of this organisation's records on the ledger."""
        return Journal(org=self.org, signer=self.signer, clock=self.clock, entropy=self.entropy)

    @property
    def role(self) -> str:
        """What this organisation is to the consortium."""
        return self.settings.role

    @cached_property
    def holdings(self) -> Holdings:
        """The custodian's own tables."""
        return holdings_of(self.settings, self.clock)

    @cached_property
    def installed(self) -> list[Product]:
        """The products in the node's folder; a bank that is new has none yet."""
        file = self.settings.products_file
        return parse_products(read_file(file)) if file.exists() else []

    @cached_property
    def products(self) -> Catalogue:
        """What is on offer now: what was installed, and what was published since."""
        return Catalogue(self.installed)

    @cached_property
    def models(self) -> ScoreModels:
        """The score models that products name."""
        return ScoreModels(self.products, CardShelf(self.settings.cards), self.suite)

    @cached_property
    def peer_rows(self) -> list[dict[str, Any]]:
        """Nameless enterprises of the city, for comparisons."""
        file = self.settings.peers_file
        rows: list[dict[str, Any]] = json.loads(file.read_bytes())["rows"] if file.exists() else []
        return rows

    @cached_property
    def peer_groups(self) -> PeerGroups:
        """The groups that a radar compares an enterprise with."""
        return PeerGroups(self.peer_rows, all_definitions())

    @property
    def datasets(self) -> list[Dataset]:
        """What a node of this role answers."""
        return datasets_of(self.role)

    @cached_property
    def views(self) -> dict[str, KeptView]:
        """What this custodian's findings and news are told from, by slug; made anew in the background."""
        datasets = self.datasets if self.settings.custodian else []
        return kept_views_of(self.holdings, datasets, self.clock)

    @cached_property
    def offers(self) -> list[DatasetOffer]:
        """What every custodian gives, this node itself among them where it is one."""
        known: list[Peer | Settings] = [*self.settings.peers]
        known += [self.settings] if self.settings.custodian else []
        roles = {one.role for one in known}
        return [
            dataset.offer(OrgId(one.org), Text(zh=one.name_zh, en=one.name_en))
            for one in known
            for dataset in published_of(one.role, roles)
        ]

    def asker(self) -> Asker:
        """Asks custodians under grants."""
        return Asker(
            peers=self.peers,
            ledger=self.ledger,
            trust=self.sight.trust.current,
            name_of=self.directory.name_of,
            clock=self.clock,
        )

    def requests(self) -> Requests:
        """What was asked of custodians, so that asking again is the same question."""
        return Requests(self.database, self.clock, self.entropy)

    def _organisations(self) -> dict[str, Organisation]:
        known: list[Peer | Settings] = [self.settings, *self.settings.peers]
        return {one.org: Organisation(Text(zh=one.name_zh, en=one.name_en), one.contact) for one in known}

    def _dataset_names(self) -> dict[str, Text]:
        orgs = [(peer.org, peer.role) for peer in self.settings.peers] + [(self.settings.org, self.settings.role)]
        names: dict[str, Text] = {}
        for org, role in orgs:
            names |= {str(one.id_at(OrgId(org))): one.name for one in published_of(role)}
            names |= {str(one.id_at(OrgId(org))): one.name for one in lists_of(role)}
        return names


def _recipients(connection: Connection, audience: Audience) -> list[Recipient]:
    found = people_of(connection, person=audience.person, role=audience.role, uscc=audience.uscc)
    return [Recipient(str(one.id)) for one in found]
