"""The state machine: who may have an entry ordered, and what the entry then does. Pure over what it reads.

Every engine runs this one machine, in the order its log gives, so equal logs have equal states. Two gates: `admit`
(is it a member's word, signed with the member's key?) raises and leaves no trace; `decide` runs the contract and always
ends in a decision, refused or not, that the engine makes durable.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from puhui.kernel.encoding import decode, encode
from puhui.kernel.errors import PuhuiError
from puhui.kernel.suites import PublicKey, Suite
from puhui.ledger.contracts import Contracts, Entry, Refusal, membership
from puhui.ledger.contracts.shapes import BAD_ARGS, Args
from puhui.ledger.errors import ContractsUnknown, StatementNotAdmitted
from puhui.ledger.statement import Statement

MAX_AHEAD_MS = 5 * 60 * 1000
NONCE_USED, CONTRACT_FAILED = "nonce_used", "contract_failed"
_NO_UPGRADES = encode([])
TIME = "ledger/time"  # the highest time of any committed entry, in ms

Read = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation as the machine needs it for each entry. Without a `key` it may sign nothing: see `status`."""

    role: str
    status: str
    key: PublicKey | None
    key_id: bytes


@dataclass(frozen=True, slots=True)
class Decision:
    """What the contract did: refused with `reason`, or `writes` (encoded values by key) and a `result`."""

    reason: str
    result: Mapping[str, Any]
    writes: Mapping[str, bytes]


class Machine:
    """Runs `contracts` over any state that can be read by key."""

    def __init__(self, contracts: Contracts, of: Suite) -> None:
        self.suite = of
        self._contracts = contracts
        self._members: dict[bytes, Member] = {}  # by the encoded state value, so a change of state is never missed

    def admit(self, read: Read, statement: Statement, *, now_ms: int) -> None:
        """Let in only what a member signed, dated at most five minutes ahead; raises `StatementNotAdmitted`."""
        self.check_time(statement, now_ms)
        self.authenticate(read, statement)

    @staticmethod
    def check_time(statement: Statement, now_ms: int) -> None:
        """Check that the statement is dated at most five minutes ahead; raises `StatementNotAdmitted`."""
        if statement.at_ms > now_ms + MAX_AHEAD_MS:
            raise _refused("too_early", f"dated {statement.at_ms - now_ms} ms ahead of the ledger's time")

    def authenticate(self, read: Read, statement: Statement) -> None:
        """Check that the statement is a member's word; raises `StatementNotAdmitted`."""
        member = self._member(read, statement)
        if member.key is None:
            raise _refused(f"{member.status}_issuer", f"{statement.issuer} is {member.status}")
        if statement.key_id != member.key_id:
            raise _refused("unknown_key", f"{statement.issuer} has no such key")
        if not member.key.verifies(statement.signature, statement.signed):
            raise _refused("bad_signature", f"not signed by {statement.issuer}")

    def decide(self, read: Read, statement: Statement, index: int) -> Decision:
        """Run the contract of an admitted statement that would take place `index`.

        What a contract raises is a decision (`CONTRACT_FAILED`); what `read` raises is this node's own failing and is
        raised, for nothing was decided then. Raises `ContractsUnknown` when the members agreed on contracts that this
        build does not have: nothing may be decided without them.
        """
        version = self._version(read, index)
        latest = read(TIME)
        time_ms = max(statement.at_ms, decode(latest) if latest is not None else 0)
        nonce = nonce_key(statement)
        scratch = _Scratch(read, statement.contract + "/")
        if read(nonce) is not None:  # one nonce, one entry: a re-signed copy is not a second entry
            return Decision(NONCE_USED, {}, {})
        try:
            action = self._contracts.action(statement.contract, statement.action, version)
            result = action(
                scratch,
                Entry(
                    id=statement.entry,
                    index=index,
                    issuer=statement.issuer,
                    role=self._member(scratch.read, statement).role,
                    action=statement.action,
                    args=statement.args,
                    at_ms=statement.at_ms,
                    time_ms=time_ms,
                    suite=self.suite,
                ),
            )
            encode(result)  # what cannot be stored is a failure of the contract's too
        except Refusal as refusal:
            scratch.check()
            return Decision(refusal.code, {}, {})
        except MemoryError:  # this machine's failing, not the contract's: on another the same entry passes
            raise
        except Exception:  # noqa: BLE001 - a contract is pure: it fails for all alike, and one entry must not stop the log
            scratch.check()
            return Decision(CONTRACT_FAILED, {}, {})
        scratch.check()
        return Decision("", result, scratch.writes | {TIME: encode(time_ms), nonce: encode(index)})

    def _version(self, read: Read, index: int) -> int:
        """The contracts' version in force at `index`."""
        stored = read(membership.UPGRADES)
        if stored is None or stored == _NO_UPGRADES:
            return 1
        version = max((version for version, start in decode(stored) if start <= index), default=1)
        if version > self._contracts.latest:
            raise ContractsUnknown(version=version, latest=self._contracts.latest, index=index, stage="ledger.machine")
        return version

    def _member(self, read: Read, statement: Statement) -> Member:
        stored = read(membership.member_key(statement.issuer))
        if stored is not None:
            member = self._members.get(stored)
            if member is None:
                value = decode(stored)
                key = None if value["key"] is None else PublicKey.parse(value["key"])
                member = Member(value["role"], value["status"], key, b"" if key is None else key.key_id)
                self._members[stored] = member
            return member
        if read(membership.LOG) is None and (statement.contract, statement.action) == (
            membership.NAME,
            membership.GENESIS,
        ):
            return _founder(statement)
        if read(membership.LOG) is None:
            raise _refused("no_genesis", "the ledger has no members yet")
        raise _refused("unknown_issuer", f"{statement.issuer} is not a member")


def nonce_key(statement: Statement) -> str:
    """The state key under which a committed entry leaves its nonce."""
    return f"ledger/nonce/{statement.issuer}/{statement.nonce.hex()}"


class _Scratch:
    """One entry's view of the state: its own writes first. Dropped whole when the contract refuses."""

    __slots__ = ("_failure", "_prefix", "_read", "writes")

    def __init__(self, read: Read, prefix: str) -> None:
        self._read = read
        self._prefix = prefix
        self._failure: Exception | None = None
        self.writes: dict[str, bytes] = {}

    def get(self, key: str) -> Any:
        stored = self.writes.get(key)
        if stored is None:
            stored = self.read(key)
        return None if stored is None else decode(stored)

    def read(self, key: str) -> bytes | None:
        """The stored value, still encoded; remembers it when storage raises."""
        try:
            return self._read(key)
        except Exception as failure:
            self._failure = failure
            raise

    def check(self) -> None:
        """Raise what storage raised, whatever the contract made of it: an entry decided without having read the state
        would be decided otherwise than on other nodes, and for ever."""
        if self._failure is not None:
            raise self._failure

    def put(self, key: str, value: Any) -> None:
        if not key.startswith(self._prefix):
            raise ValueError(f"a contract writes under {self._prefix!r} only, not {key!r}")
        self.writes[key] = encode(value)


def _founder(statement: Statement) -> Member:
    """The issuer of the genesis, by the key that the genesis itself lists for it."""
    try:
        listed = Args(statement.args, "origin", "suite", "organisations").items("organisations")
        texts = [item["key"] for item in listed if item["id"] == statement.issuer]
        key = PublicKey.parse(texts[0])
        return Member("", membership.ACTIVE, key, key.key_id)
    except (Refusal, PuhuiError, LookupError, TypeError, AttributeError):
        raise _refused(BAD_ARGS, "the genesis does not list its issuer with a key") from None


def _refused(reason: str, detail: str) -> StatementNotAdmitted:
    return StatementNotAdmitted(reason=reason, detail=detail, stage="ledger.machine")
