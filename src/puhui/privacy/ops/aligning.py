"""Alignment: which keys all parties have, in one order, by PSI between the label party and each custodian in turn.

The label party carries what is left from pair to pair, and the last custodian learns the common keys with it. The
others then learn them the same way: by a second PSI with the label party's common keys, so that no key ever
crosses a link, and a party that only computes sees nothing. The label party also learns which of its keys each
custodian up to there has; a custodian learns of its own keys which are common to all.
"""

from collections.abc import Mapping

import polars as pl

from puhui.privacy.engine import Channel, Engine
from puhui.privacy.model import Scheme
from puhui.privacy.order import Order
from puhui.privacy.policy import check_common
from puhui.privacy.tables import read_keys, write_keys

OWNER, CUSTODIAN = 0, 1  # of a pair


def connect_pairs(engine: Engine, order: Order) -> dict[int, Channel]:
    """The links of this party with the label party, or the label party's with each custodian, by custodian's rank."""
    ranks = [order.rank] if order.rank else range(1, len(order.spec.parties))
    columns = [party.columns for party in order.spec.parties]
    return {rank: engine.connect(rank + 1, [0, rank]) for rank in ranks if columns[rank]}


def align(engine: Engine, order: Order, mine: pl.Series, pairs: Mapping[int, Channel]) -> pl.Series:
    """The common keys, sorted; raises `GroupTooSmall`, at every party, where fewer are left than the job promises."""
    least = order.spec.number("common_min")
    custodians = [rank for rank, party in enumerate(order.spec.parties) if rank and party.columns]
    last = custodians[-1]
    common = mine
    for rank in custodians:
        if rank in pairs:
            common = _match(engine, order, pairs[rank], common, None if rank == last else OWNER)
            if order.rank == OWNER or rank == last:
                check_common(len(common), least, order.me.name)
    for rank in custodians[:-1]:
        if rank in pairs:
            source = common if order.rank == OWNER else mine
            found = _match(engine, order, pairs[rank], source, CUSTODIAN)
            common = common if order.rank == OWNER else found
            check_common(len(common), least, order.me.name)
    return common.sort()


def _match(engine: Engine, order: Order, pair: Channel, keys: pl.Series, receiver: int | None) -> pl.Series:
    spec, source, target = order.spec, order.place("keys.csv"), order.place("common.csv")
    target.unlink(missing_ok=True)
    write_keys(keys, source)
    scheme = Scheme(spec.word("psi"))
    engine.match(pair, scheme=scheme, curve=spec.word("curve"), source=source, target=target, receiver=receiver)
    return read_keys(target) if receiver in (None, pair.rank) else keys
