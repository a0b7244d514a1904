"""The ledger's doors between nodes: the sequencer's call to a witness, and the witness's answer. C2SP bodies."""

from puhui.assembly.peers import Peers
from puhui.desks.errors import NotServedHere, PeerForged
from puhui.kernel import NotCanonical, decode, encode
from puhui.ledger.errors import WitnessBehind
from puhui.ledger.witness import Cosigned, KeptWitness, Witness, WitnessRequest


class WitnessDoor:
    """A witness as the sequencer reaches it over HTTP. Only the operator may ask."""

    def __init__(self, witness: KeptWitness, operator: str) -> None:
        self.witness = witness
        self._operator = operator

    def cosign(self, caller: str, body: bytes) -> bytes:
        """`{"cosigned": lines}`, or `{"behind": size}` when the proof must start elsewhere."""
        if caller != self._operator:
            raise NotServedHere(org=caller, party=caller, stage="assembly.ledger_doors")
        try:
            return encode({"cosigned": self.witness.cosign(WitnessRequest.parse(body)).to_bytes()})
        except WitnessBehind as behind:
            return encode({"behind": behind.size})

    def start(self) -> None:
        """Nothing runs beside."""

    def stop(self) -> None:
        """Let go of the file."""
        self.witness.close()


class RemoteWitness(Witness):
    """A witness in another organisation's node."""

    def __init__(self, peers: Peers, org: str) -> None:
        self._peers = peers
        self._org = org

    def cosign(self, request: WitnessRequest) -> Cosigned:
        """See `Witness.cosign`."""
        try:
            told = decode(self._peers.post(self._org, "/witness", request.to_bytes()))
            if "behind" in told:
                raise WitnessBehind(size=int(told["behind"]), stage="assembly.ledger_doors")
            return Cosigned.parse(told["cosigned"])
        except (NotCanonical, KeyError, TypeError, ValueError) as reason:
            raise PeerForged(org=self._org, reason=str(reason), stage="assembly.ledger_doors") from None
