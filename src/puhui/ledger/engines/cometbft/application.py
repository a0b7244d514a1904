"""The ledger as an ABCI 2.0 application: each of CometBFT's questions, answered by the replica.

One consensus connection orders everything that changes the replica; the mempool connection admits beside it.
"""

import json
from collections.abc import Callable, Iterable, Sequence

import structlog

from puhui.kernel.ids import EntryId, OrgId
from puhui.kernel.suites import Signer
from puhui.ledger.engines.cometbft import abci_pb2 as abci
from puhui.ledger.engines.cometbft.blocks import Block, Executed, Moved
from puhui.ledger.engines.cometbft.cosigning import say, write_record
from puhui.ledger.engines.cometbft.replica import Replica
from puhui.ledger.engines.cometbft.snapshots import FORMAT, Shelf, Snapshot
from puhui.ledger.engines.cometbft.timing import LedgerTime
from puhui.ledger.engines.cometbft.transactions import is_record, statements_of
from puhui.ledger.engines.store import Reader
from puhui.ledger.errors import MalformedStatement, StatementNotAdmitted

OK, MALFORMED, NOT_ADMITTED, DECIDED, NOT_A_STATEMENT = range(5)
_ACCEPT, _REJECT = 1, 2
_REJECT_SNAPSHOT, _REJECT_FORMAT, _START_WITH_ANOTHER = 3, 4, 5
_VOTED_FOR_THE_BLOCK = 2
_DOUBLE_VOTE = 1
VERSION = "1"
_LOG = structlog.get_logger(__name__)


class Application:
    """Answers requests. Without a `signer`, or while its key is no consensus node's, it follows and says nothing."""

    def __init__(
        self,
        replica: Replica,
        reader: Reader,
        shelf: Shelf,
        *,
        time: LedgerTime,
        signer: Signer | None,
        org: OrgId,
        pending: "Pending",
        committed: Callable[[Executed], None],
        refused: Callable[[Sequence[bytes]], None],
        retain_blocks: int = 0,
    ) -> None:
        """`committed` hears each block once it is durable, `refused` the statements that the mempool did not take.

        CometBFT may drop blocks older than the last `retain_blocks` (0: none), see `Replica.spare_before`.
        """
        self._replica = replica
        self._reader = reader
        self._shelf = shelf
        self._time = time
        self._signer = signer
        self._org = org
        self._pending = pending
        self._committed = committed
        self._refused = refused
        self._retain_blocks = retain_blocks
        self._voted = (0, 0)  # the height that this node last voted for, and what its clock said
        self.refused_proposals: dict[str, int] = {}  # by who proposed, the height of the last one
        self._answers: dict[str, Callable[[abci.Request], abci.Response]] = {
            "echo": lambda request: abci.Response(echo=abci.Text(message=request.echo.message)),
            "flush": lambda _: abci.Response(flush=abci.Empty()),
            "info": self._info,
            "init_chain": self._init_chain,
            "query": lambda _: abci.Response(query=abci.QueryResponse(code=1, log="ask the node's own API")),
            "check_tx": self._check,
            "prepare_proposal": self._prepare,
            "process_proposal": self._process,
            "extend_vote": self._extend,
            "verify_vote_extension": self._verify_extension,
            "finalize_block": self._finalize,
            "commit": self._commit,
            "list_snapshots": self._list_snapshots,
            "load_snapshot_chunk": self._load_chunk,
            "offer_snapshot": self._offer_snapshot,
            "apply_snapshot_chunk": self._apply_chunk,
        }

    def answer(self, request: abci.Request) -> abci.Response:
        """The response to one request."""
        return self._answers[request.WhichOneof("value") or "echo"](request)

    def _info(self, _: abci.Request) -> abci.Response:
        position = self._replica.position
        return abci.Response(
            info=abci.InfoResponse(
                data="puhui",
                version=VERSION,
                app_version=1,
                last_block_height=position.height,
                last_block_app_hash=self._replica.app_hash if position.height else b"",
            )
        )

    def _init_chain(self, request: abci.Request) -> abci.Response:
        founding = json.loads(request.init_chain.app_state_bytes or b"{}")
        moved = Moved.parse(founding["moved"]) if "moved" in founding else None
        app_hash = self._replica.found(founding.get("nodes", {}), moved)
        return abci.Response(init_chain=abci.InitChainResponse(app_hash=app_hash))

    # The mempool's connection.

    def _check(self, request: abci.Request) -> abci.Response:
        code, log = self._checked(request.check_tx.tx)
        return abci.Response(check_tx=abci.CheckTxResponse(code=code, log=log))

    def _checked(self, transaction: bytes) -> tuple[int, str]:
        if is_record(transaction):
            return NOT_A_STATEMENT, "only a proposer writes this"
        raws = statements_of(transaction)
        now_ms = self._time.now_ms()
        try:
            entries = [self._replica.admissions.admit(raw, now_ms).statement.entry for raw in raws]
        except MalformedStatement as reason:
            return MALFORMED, str(reason.data["reason"])
        except StatementNotAdmitted as reason:
            self._pending.drop(raws)
            self._refused(raws)
            return NOT_ADMITTED, reason.reason
        if not entries:
            return MALFORMED, "not a bundle"
        if self._reader.all_decided(entries):
            self._pending.drop(raws)
            return DECIDED, ""
        self._pending.add(raws, entries)
        return OK, ""

    # The consensus connection.

    def _prepare(self, request: abci.Request) -> abci.Response:
        asked = request.prepare_proposal
        heard = [
            self._replica.hear_from(vote.validator.address.hex(), vote.vote_extension)
            for vote in asked.local_last_commit.votes
            if vote.vote_extension and vote.block_id_flag == _VOTED_FOR_THE_BLOCK
        ]
        words = [word for word in heard if word is not None]
        wanted = [write_record(words), *asked.txs] if words else list(asked.txs)
        fine = self._replica.acceptable(wanted, _milliseconds(asked.time))
        chosen = [one for one, good in zip(wanted, fine, strict=True) if good]
        return abci.Response(prepare_proposal=abci.PrepareProposalResponse(txs=_fitting(chosen, asked.max_tx_bytes)))

    def _process(self, request: abci.Request) -> abci.Response:
        asked = request.process_proposal
        fine = all(self._replica.acceptable(asked.txs, _milliseconds(asked.time)))
        if not fine:
            org = self._replica.org_at(asked.proposer_address.hex())
            _LOG.warning("a proposal was refused", proposer=org, height=asked.height)
            self.refused_proposals[org] = asked.height
        status = _ACCEPT if fine else _REJECT
        return abci.Response(process_proposal=abci.ProcessProposalResponse(status=status))

    def _extend(self, request: abci.Request) -> abci.Response:
        self._voted = (request.extend_vote.height, self._time.own_ms())
        head = self._replica.head_to_cosign()
        word = b""
        if head is not None and self._signer is not None:
            name = self._replica.voice(self._org, self._signer.public_key, head.size)
            if name is not None:
                word = say(self._signer, name, head, self._time.own_ms() // 1000)
        return abci.Response(extend_vote=abci.ExtendVoteResponse(vote_extension=word))

    def _verify_extension(self, request: abci.Request) -> abci.Response:
        # Refusing an extension refuses the vote, and refused votes stop the chain: refuse only what no honest node
        # sends.
        asked = request.verify_vote_extension
        word = asked.vote_extension
        fine = not word or self._replica.hear_from(asked.validator_address.hex(), word) is not None
        status = _ACCEPT if fine else _REJECT
        return abci.Response(verify_vote_extension=abci.VerifyVoteExtensionResponse(status=status))

    def _finalize(self, request: abci.Request) -> abci.Response:
        asked = request.finalize_block
        time_ms, now_ms = _milliseconds(asked.time), self._time.own_ms()
        voted_at, voted_ms = self._voted
        if voted_at == asked.height or now_ms < time_ms:  # made now, or made before this machine's clock gets there
            self._time.heard(time_ms, voted_ms if voted_at == asked.height else now_ms)
        executed = self._replica.execute(
            Block(
                height=asked.height,
                time_ms=time_ms,
                transactions=list(asked.txs),
                voted=[
                    vote.validator.address.hex()
                    for vote in asked.decided_last_commit.votes
                    if vote.block_id_flag == _VOTED_FOR_THE_BLOCK
                ],
                double_votes=[
                    (one.validator.address.hex(), one.height) for one in asked.misbehavior if one.type == _DOUBLE_VOTE
                ],
            )
        )
        return abci.Response(
            finalize_block=abci.FinalizeBlockResponse(
                tx_results=[abci.ExecTxResult(code=OK if fine else NOT_ADMITTED) for fine in executed.in_order],
                validator_updates=[
                    abci.ValidatorUpdate(power=one.power, pub_key_bytes=one.key, pub_key_type="ed25519")
                    for one in executed.updates
                ],
                app_hash=executed.app_hash,
            )
        )

    def _commit(self, _: abci.Request) -> abci.Response:
        executed = self._replica.commit()
        self._pending.drop(raw for raw, _ in executed.answers)
        self._committed(executed)
        spare = self._replica.spare_before(self._retain_blocks)
        return abci.Response(commit=abci.CommitResponse(retain_height=spare))

    # The snapshot connection: giving snapshots, and starting from one.

    def _list_snapshots(self, _: abci.Request) -> abci.Response:
        offers = [
            abci.Snapshot(height=one.height, format=FORMAT, chunks=one.chunks, hash=one.app_hash, metadata=one.about)
            for one in self._shelf.offers(self._replica.position.height)
        ]
        return abci.Response(list_snapshots=abci.ListSnapshotsResponse(snapshots=offers))

    def _load_chunk(self, request: abci.Request) -> abci.Response:
        asked = request.load_snapshot_chunk
        chunk = self._shelf.chunk(asked.height, asked.chunk) if asked.format == FORMAT else b""
        return abci.Response(load_snapshot_chunk=abci.LoadSnapshotChunkResponse(chunk=chunk))

    def _offer_snapshot(self, request: abci.Request) -> abci.Response:
        offered, app_hash = request.offer_snapshot.snapshot, request.offer_snapshot.app_hash
        offer = Snapshot(offered.height, offered.chunks, app_hash, offered.metadata)
        result = _REJECT_FORMAT if offered.format != FORMAT else _REJECT_SNAPSHOT
        if offered.format == FORMAT and self._replica.accept_offer(offer):
            result = _ACCEPT
        return abci.Response(offer_snapshot=abci.OfferSnapshotResponse(result=result))

    def _apply_chunk(self, request: abci.Request) -> abci.Response:
        asked = request.apply_snapshot_chunk
        if self._replica.restore_chunk(asked.chunk):
            return abci.Response(apply_snapshot_chunk=abci.ApplySnapshotChunkResponse(result=_ACCEPT))
        return abci.Response(
            apply_snapshot_chunk=abci.ApplySnapshotChunkResponse(
                result=_START_WITH_ANOTHER, reject_senders=[asked.sender]
            )
        )


class Pending:
    """The statements in this node's mempool: received, not decided. Safe from many threads: each step is one."""

    def __init__(self) -> None:
        self._raw: dict[bytes, EntryId] = {}
        self._entries: set[EntryId] = set()

    def add(self, raws: Sequence[bytes], entries: Sequence[EntryId]) -> None:
        """They entered the mempool."""
        self._raw.update(zip(raws, entries, strict=True))
        self._entries.update(entries)

    def drop(self, raws: Iterable[bytes]) -> None:
        """They left the mempool, decided or not."""
        for raw in raws:
            entry = self._raw.pop(raw, None)
            if entry is not None:
                self._entries.discard(entry)

    def __contains__(self, entry: EntryId) -> bool:
        return entry in self._entries


def _milliseconds(time: abci.Timestamp) -> int:
    return time.seconds * 1000 + time.nanos // 1_000_000


def _fitting(transactions: Sequence[bytes], limit: int) -> list[bytes]:
    """As many of the transactions as a block may hold, in order; each costs its length and its framing."""
    chosen: list[bytes] = []
    total = 0
    for one in transactions:
        total += len(one) + 1 + (len(one).bit_length() + 6) // 7
        if total > limit:
            break
        chosen.append(one)
    return chosen
