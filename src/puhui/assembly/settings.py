"""A node's folder: `node.json` says who it is, `key` (mode 0600) holds its private key, the rest it makes itself.

```
<node>/node.json    who it is, where it listens, whom it knows
<node>/key          the private key: `<suite>:<base64 of 32 bytes>`, readable by its owner alone
<node>/log-key      the log's key, where this node orders entries
<node>/trust.json   the members, their keys, and who must sign the log's heads
<node>/network.json, card.json, cometbft/   where it takes part in consensus: the chain, its card, CometBFT's home
<node>/data/        the datasets it keeps as a custodian
<node>/products.json, rules.json, peers.json   what it offers and decides by; what a radar compares with
<node>/guarantor.json   the guarantee institution that sits there: its capital, its kind
<node>/node.sqlite  its database, unless node.json names a server's;  <node>/ledger.sqlite where it orders entries
```
"""

import base64
import binascii
import json
import os
import stat
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError, field_validator, model_validator

from puhui.assembly.database_places import DatabasePlace, FileDatabase
from puhui.assembly.errors import SettingsBroken
from puhui.assembly.files import replace_file, settle
from puhui.assembly.identity_providers import PROVIDERS_MAX, IdentityProviderSettings
from puhui.assembly.outside import NoticeSettings
from puhui.assembly.sandbox import Mode
from puhui.kernel import PuhuiError, SoftwareSigner, Text, suite

_SETTINGS, _KEY, _NEXT_KEY, _LOG_KEY, _TRUST = "node.json", "key", "key.next", "log-key", "trust.json"
_SEED_SIZE = 32
_PLAIN = r"^[^=\s@?]*$"  # what libpq would take for a connection string is no name
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


Contact = Annotated[str, Field(min_length=3, max_length=200)]
"""How people reach whoever answers for personal information at an organisation (PIPL articles 17 and 23)."""


Engine = Literal["embedded", "cometbft"]
"""Who orders entries: one node, the sequencer, or all consensus nodes together."""


class Peer(BaseModel):
    """Another organisation's node: who it is and where it answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    org: str
    name_zh: str
    name_en: str
    role: str
    url: str
    contact: Contact


class Comet(BaseModel):
    """How the CometBFT process of a node that takes part in consensus is run."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    listen: str = "127.0.0.1"
    port: Annotated[int, Field(gt=0, lt=65536)]  # where other nodes' CometBFT processes reach it
    pace: Literal["city", "machine"] = "city"  # `machine`: all nodes share one, as in a simulated city
    retain_blocks: Annotated[int, Field(ge=0)] = 0  # 0 keeps all: whoever joins executes them from the first
    sockets: Path | None = None  # a short path for its Unix sockets; by default a fresh folder of its own

    @classmethod
    def reached_at(cls, host: str, port: int) -> Self:
        """For a process that others dial at this address."""
        here = host in _LOOPBACK
        return cls(
            listen="127.0.0.1" if here else "0.0.0.0",  # noqa: S104 - others dial it
            port=port,
            pace="machine" if here else "city",
        )


class FileSource(BaseModel):
    """A custodian's data as Parquet files in its `data/`. Without `ages`: a simulated city's, which end for good."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["files"] = "files"
    ages: bool = True


class PostgresSource(BaseModel):
    """A custodian's data in its own PostgreSQL, where they lie.

    The password has no place here: libpq reads it from PGPASSFILE, from a service file or from the environment.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["postgresql"]
    service: Annotated[str, Field(pattern=_PLAIN)] = ""
    host: Annotated[str, Field(pattern=_PLAIN)] = ""
    port: Annotated[int, Field(ge=0, lt=65536)] = 0
    dbname: Annotated[str, Field(pattern=_PLAIN)] = ""  # a name: a connection string could hide a password
    user: Annotated[str, Field(pattern=_PLAIN)] = ""
    schema_name: Annotated[str, Field(alias="schema", min_length=1, max_length=63)] = "public"
    timeout_s: Annotated[int, Field(ge=1, le=3600)] = 60  # of one question


DataSource = Annotated[FileSource | PostgresSource, Field(discriminator="kind")]
"""Where a custodian's data lie."""


class Settings(BaseModel):
    """`node.json`.

    With the engine `cometbft`, a node that has a `comet` takes part in consensus as soon as the members let it; one
    that has none reads and submits through those that do.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    v: Annotated[int, Field(ge=1, le=1)] = 1
    org: str
    name_zh: str
    name_en: str
    role: str
    host: str = "127.0.0.1"
    port: Annotated[int, Field(gt=0, lt=65536)]
    public_url: str
    peer_url: str = ""  # where other nodes reach it, when that is not where it listens
    rp_id: str = "localhost"
    origin: str
    suite: str
    operator: str
    registry: str
    contact: Contact
    answers_kept_days: Annotated[int, Field(ge=1)] = 30  # then only their digests stay (PIPL articles 19 and 47)
    keyed_answers_kept_hours: Annotated[int, Field(ge=1, le=720)] = 24  # of calls that carry an Idempotency-Key
    mode: Mode = "real"  # `sandbox`: nothing but the rules is real, and time is moved; see `assembly.sandbox`
    engine: Engine = "embedded"
    comet: Comet | None = None
    witness: bool = False  # a consensus node from the founding on
    custodian: bool = False
    source: DataSource = FileSource()
    database: DatabasePlace = FileDatabase()
    waiting_workers: Annotated[int, Field(ge=0, le=64)] = 1  # of private jobs, from the first one on; 200 MB each
    leakage: dict[str, StrictInt] = Field(default_factory=dict)  # its own limits of what private jobs let others learn
    notices: NoticeSettings = NoticeSettings()  # how people are told news outside the house
    identity_providers: Annotated[list[IdentityProviderSettings], Field(max_length=PROVIDERS_MAX)] = Field(
        default_factory=list
    )  # by which its people may sign in
    peers: list[Peer] = Field(default_factory=list)
    folder: Path = Field(default=Path(), exclude=True)

    @field_validator("leakage")
    @classmethod
    def _known_limits(cls, values: dict[str, int]) -> dict[str, int]:
        if not values:
            return values
        from puhui.privacy.leakage import with_own

        try:
            with_own(values)
        except PuhuiError as error:
            raise ValueError(f"{error.cause_text.en}; {error.remedy_text.en}") from None
        return values

    @field_validator("identity_providers")
    @classmethod
    def _one_of_each_name(cls, providers: list[IdentityProviderSettings]) -> list[IdentityProviderSettings]:
        if len({one.name for one in providers}) < len(providers):
            raise ValueError("two identity providers have one name")
        return providers

    @model_validator(mode="after")
    def _a_sandbox_speaks_to_programs_alone(self) -> Self:
        if self.mode == "sandbox" and self.notices.media:
            raise ValueError("a sandbox sends people neither e-mail nor SMS: its news is for webhooks")
        return self

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The settings of the node in `folder`; raises `SettingsBroken`."""
        path = folder / _SETTINGS
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            settings = cls.model_validate(document)
        except FileNotFoundError:
            raise SettingsBroken(
                path=folder,
                reason=Text(zh=f"没有 {_SETTINGS}", en=f"there is no {_SETTINGS}"),
                advice="puhui city new DIR",
                stage="assembly.settings",
            ) from None
        except ValidationError as reason:
            # Not the values: whoever wrote a password here would read it in the log.
            told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in reason.errors())
            raise SettingsBroken(
                path=folder, reason=f"{_SETTINGS}: {told}", advice=f"mend {_SETTINGS}", stage="assembly.settings"
            ) from None
        except (OSError, ValueError) as reason:
            raise SettingsBroken(
                path=folder, reason=f"{_SETTINGS}: {reason}", advice=f"mend {_SETTINGS}", stage="assembly.settings"
            ) from None
        return settings.model_copy(update={"folder": folder})

    def save(self, folder: Path) -> None:
        """Write `node.json` into `folder`, durably: whoever dies meanwhile leaves the old one or the new one."""
        text = json.dumps(self.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2)
        replace_file(folder / _SETTINGS, f"{text}\n".encode())

    def peer(self, org: str) -> Peer | None:
        """The peer of that id."""
        return next((peer for peer in self.peers if peer.org == org), None)

    @property
    def address(self) -> str:
        """Where other nodes reach this one."""
        return self.peer_url or f"http://{self.host}:{self.port}"

    @property
    def sandbox(self) -> Path:
        """The folder of the sandbox that a node of one lies in, as `nodes/<org>`."""
        return self.folder.parent.parent

    @property
    def data(self) -> Path:
        """Where the datasets lie."""
        return self.folder / "data"

    @property
    def private(self) -> Path:
        """Where private computations work and leave their results: absolute, for a worker runs in its job's folder."""
        return self.folder.absolute() / "private"

    @property
    def ledger_file(self) -> Path:
        """The ledger's database, where this node orders entries."""
        return self.folder / "ledger.sqlite"

    @property
    def comet_home(self) -> Path:
        """CometBFT's folder."""
        return self.folder / "cometbft"

    @property
    def card_file(self) -> Path:
        """What this node's CometBFT process tells the others of itself."""
        return self.folder / "card.json"

    @property
    def network_file(self) -> Path:
        """The chain that it takes part in: its genesis and its founders' cards."""
        return self.folder / "network.json"

    @property
    def mirror_file(self) -> Path:
        """The ledger as a participant verified it."""
        return self.folder / "mirror.sqlite"

    @property
    def trust_file(self) -> Path:
        """The node's own copy of the trust file."""
        return self.folder / _TRUST

    @property
    def rules_file(self) -> Path:
        """The decision rules of a bank."""
        return self.folder / "rules.json"

    @property
    def peers_file(self) -> Path:
        """The published sample of enterprises' indicators that a radar places an enterprise in; may be missing."""
        return self.folder / "peers.json"

    @property
    def cards(self) -> Path:
        """The scorecards that products may name beside those of the house."""
        return self.folder / "cards"

    @property
    def counties_file(self) -> Path:
        """The names and tiles of the city's counties; may be missing."""
        return self.folder / "counties.json"

    @property
    def guarantor_file(self) -> Path:
        """The guarantee institution that sits at this node; may be missing."""
        return self.folder / "guarantor.json"

    @property
    def products_file(self) -> Path:
        """The products that this bank publishes, or that the market offers."""
        return self.folder / "products.json"


def write_key(folder: Path, suite_name: str, seed: bytes) -> None:
    """Write the organisation's private key so that nobody but its owner ever could read it."""
    _write_secret(folder / _KEY, suite_name, seed)


def write_next_key(folder: Path, suite_name: str, seed: bytes) -> None:
    """Write the key that is to follow the organisation's; on disk when this returns."""
    _write_secret(folder / _NEXT_KEY, suite_name, seed)


def read_next_signer(folder: Path) -> SoftwareSigner | None:
    """The key that is to follow; None when none waits. Raises `SettingsBroken` as `read_signer` does."""
    return _read_secret(folder / _NEXT_KEY) if (folder / _NEXT_KEY).exists() else None


def use_next_key(folder: Path) -> None:
    """Let the key that waits take the organisation's key's place, for good and at once."""
    # Death before this line leaves both keys, and `puhui member rotate` asks the ledger which one holds.
    (folder / _NEXT_KEY).replace(folder / _KEY)
    settle(folder)


def write_log_key(folder: Path, suite_name: str, seed: bytes) -> None:
    """Write the private key that signs the log's heads."""
    _write_secret(folder / _LOG_KEY, suite_name, seed)


def read_signer(folder: Path) -> SoftwareSigner:
    """The organisation's key; raises `SettingsBroken` when it is missing, malformed, or readable by others."""
    return _read_secret(folder / _KEY)


def read_log_signer(folder: Path) -> SoftwareSigner:
    """The log's key; raises `SettingsBroken` as `read_signer` does."""
    return _read_secret(folder / _LOG_KEY)


def _write_secret(path: Path, suite_name: str, seed: bytes) -> None:
    path.touch(mode=0o600, exist_ok=False)
    with path.open("w", encoding="ascii") as file:
        file.write(f"{suite_name}:{base64.b64encode(seed).decode()}\n")
        file.flush()
        os.fsync(file.fileno())
    settle(path.parent)


def _read_secret(path: Path) -> SoftwareSigner:
    def broken(reason: str | Text, advice: str | Text) -> SettingsBroken:
        return SettingsBroken(path=path.parent, reason=reason, advice=advice, stage="assembly.settings")

    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise broken(
                Text(zh=f"其他人可以读取私钥 {path.name}", en=f"others can read the private key {path.name}"),
                f"chmod 600 {path}",
            )
        name, _, body = path.read_text(encoding="ascii").strip().partition(":")
        seed = base64.b64decode(body, validate=True)
    except FileNotFoundError:
        raise broken(
            Text(zh=f"没有私钥 {path.name}", en=f"there is no private key {path.name}"),
            Text(zh="请从备份恢复密钥", en="restore the key from its backup"),
        ) from None
    except (UnicodeDecodeError, binascii.Error):
        raise broken(
            Text(zh=f"私钥 {path.name} 格式错误", en=f"the private key {path.name} is malformed"),
            Text(zh="请从备份恢复密钥", en="restore the key from its backup"),
        ) from None
    if len(seed) != _SEED_SIZE:
        raise broken(
            Text(zh=f"私钥 {path.name} 格式错误", en=f"the private key {path.name} is malformed"),
            Text(zh="请从备份恢复密钥", en="restore the key from its backup"),
        )
    return SoftwareSigner.from_seed(suite(name), seed)
