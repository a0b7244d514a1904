"""A job in words: who computes what with whom, by which protocol, and what each learns. Pure.

A `JobSpec` has one encoding, so one digest: the parties compare digests before anything else crosses between them, and
the ledger pins the same digest. It holds what all parties may know, never a path, a port or a value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from puhui.kernel import Suite, Text, decode, encode

Param = int | str | list[str]


class Op(StrEnum):
    """What is computed."""

    MATCH = "match"  # which keys two parties have in common
    LOOKUP = "lookup"  # whether a few names are on a big list, and at which level
    SUM = "sum"  # sums over groups, across three or more custodians
    SCORE = "score"  # a score whose features lie with several custodians
    RANK = "rank"  # the same, told as bands instead of values
    TRAIN = "train"  # a scorecard fitted over columns of several parties
    VALIDATE = "validate"  # AUC and KS of a model over columns of several parties

    @property
    def text(self) -> Text:
        """What people call it."""
        return _OP_NAMES[self]


_OP_NAMES = {
    Op.MATCH: Text(zh="隐私求交", en="private matching"),
    Op.LOOKUP: Text(zh="隐私查询", en="private lookup"),
    Op.SUM: Text(zh="安全汇总", en="secure aggregation"),
    Op.SCORE: Text(zh="密算评分", en="secret scoring"),
    Op.RANK: Text(zh="密算分档", en="secret ranking"),
    Op.TRAIN: Text(zh="联合建模", en="joint modelling"),
    Op.VALIDATE: Text(zh="联合检验", en="joint validation"),
}


class Scheme(StrEnum):
    """A protocol, of a maintained library."""

    RR22 = "rr22"  # PSI: VOLE and OKVS (Raghuraman, Rindal 2022)
    KKRT = "kkrt"  # PSI: OT extension (Kolesnikov, Kumaresan, Rosulek, Trieu 2016)
    ECDH = "ecdh"  # PSI: Diffie-Hellman, on curve25519 or SM2
    UNBALANCED = "unbalanced-ecdh"  # PSI: an OPRF with an offline cache
    ABY3 = "aby3"  # three computing nodes, honest majority (Mohassel, Rindal 2018)
    UNSAFE_TRUSTED_DEALER = "unsafe-trusted-dealer"  # SEMI2K: the dealer sees everything; tests only


@dataclass(frozen=True, slots=True)
class Party:
    """One party, and what is said of its input: rows and columns, known to all parties of the job.

    Between nodes, `dataset` and `schema` (the digest of its schema in the catalogue) say what is read; both are empty
    where a party brings a table of its own, which then reaches nobody else.
    """

    name: str
    rows: int
    columns: tuple[str, ...]
    dataset: str = ""
    schema: str = ""

    def as_map(self) -> dict[str, Any]:
        """The party as the job's encoding has it."""
        return {
            "name": self.name,
            "rows": self.rows,
            "columns": list(self.columns),
            "dataset": self.dataset,
            "schema": self.schema,
        }

    @classmethod
    def parse(cls, said: Mapping[str, Any]) -> Self:
        """The party of its map; raises `KeyError` on another shape."""
        return cls(said["name"], said["rows"], tuple(said["columns"]), said["dataset"], said["schema"])


@dataclass(frozen=True, slots=True)
class Learns:
    """One thing that one party learns beyond its own input: machine-readable, and a sentence by its code."""

    party: str
    code: str
    of: str
    value: int | None = None

    def as_map(self) -> dict[str, Any]:
        """The fact as reports and the job's encoding have it."""
        return {"party": self.party, "learns": self.code, "of": self.of, "value": self.value}


@dataclass(frozen=True, slots=True)
class JobSpec:
    """What every party of a job agrees to. `program` is the digest of what the engine will run.

    Between nodes, `purpose` says what the result is for, and `nonce` makes the same computation, run again, another
    job, with permits of its own.
    """

    op: Op
    scheme: Scheme
    parties: tuple[Party, ...]
    receivers: tuple[str, ...]
    program: str
    params: Mapping[str, Param] = field(default_factory=dict)
    disclosure: tuple[Learns, ...] = ()
    purpose: str = ""
    nonce: str = ""

    def encoded(self) -> bytes:
        """The one encoding: canonical CBOR."""
        return encode(
            {
                "v": 1,
                "op": self.op.value,
                "scheme": self.scheme.value,
                "parties": [party.as_map() for party in self.parties],
                "receivers": list(self.receivers),
                "program": self.program,
                "params": dict(self.params),
                "disclosure": [fact.as_map() for fact in self.disclosure],
                "purpose": self.purpose,
                "nonce": self.nonce,
            }
        )

    def digest(self, suite: Suite) -> str:
        """The job's name among the parties and on the ledger, in lower-case hex."""
        return suite.digest(self.encoded()).hex()

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """The job of its encoding; raises `NotCanonical`, and `KeyError` or `ValueError` on another shape."""
        said = decode(data)
        return cls(
            op=Op(said["op"]),
            scheme=Scheme(said["scheme"]),
            parties=tuple(Party.parse(one) for one in said["parties"]),
            receivers=tuple(said["receivers"]),
            program=said["program"],
            params=said["params"],
            disclosure=tuple(
                Learns(one["party"], one["learns"], one["of"], one["value"]) for one in said["disclosure"]
            ),
            purpose=said["purpose"],
            nonce=said["nonce"],
        )

    @property
    def links(self) -> int:
        """How many links the job takes: of all, of the computing parties, and where rows are aligned, of the first
        party with each other."""
        aligned = self.op in (Op.TRAIN, Op.VALIDATE)
        return 2 + (len(self.parties) - 1 if aligned else 0)

    def number(self, name: str) -> int:
        """A parameter that is a whole number."""
        value = self.params[name]
        assert isinstance(value, int)
        return value

    def word(self, name: str) -> str:
        """A parameter that is text."""
        value = self.params[name]
        assert isinstance(value, str)
        return value

    def words(self, name: str) -> list[str]:
        """A parameter that is a list of texts."""
        value = self.params[name]
        assert isinstance(value, list)
        return value
