"""CometBFT's state sync: an empty node asks peers for snapshots, and tries them until one restores. One step a turn."""

_ACCEPT = 1


def restoring(member):
    """A generator of turns; it ends when the node stands at a snapshot's height. What peers offer may be lies."""
    world, refused = member.world, set()
    while True:
        offered = [one for one in _offers(world, member) if _key(one) not in refused]
        if not offered:
            if not world.faulty and not member.height:
                member.found()  # the operator gives up waiting: every block is executed instead
                return
            yield
            continue
        snapshot = (
            max(offered, key=lambda one: one[0].height)[0] if not world.faulty else world.chance.choice(offered)[0]
        )
        proved = world.chain.app_hash(snapshot.height)
        answer = member.ask("offer_snapshot", snapshot=snapshot, app_hash=proved)
        yield
        if answer.result == _ACCEPT:
            applied = True
            for number in range(snapshot.chunks):
                applied = _apply(member, snapshot, number)
                if not applied:
                    break
                yield
            if applied and _stands(member, snapshot, proved):
                return
        refused.add(_key((snapshot,)))


def _stands(member, snapshot, proved):
    info = member.ask("info")
    if info.last_block_height != snapshot.height:
        return False
    assert info.last_block_app_hash == proved, "a restored node has the hash that consensus signed"
    member.height = member.stored = member.synced_at = snapshot.height
    member.syncing = False
    member.world.restored += 1
    return True


def _key(offer):
    snapshot = offer[0]
    return snapshot.height, snapshot.chunks, snapshot.hash, snapshot.metadata


def _offers(world, member):
    """What the peers that are up offer, of heights whose app hash two later blocks prove."""
    offers = []
    for peer in world.members:
        if not peer.up or peer is member or peer.syncing:
            continue
        answer = world.attempt(peer, lambda peer=peer: peer.ask("list_snapshots"))
        for held in answer.snapshots if answer else ():
            snapshot = world.lies.offer(held) if peer is world.liar else held
            if snapshot.height + 2 <= world.chain.height:
                offers.append((snapshot, peer))
    return offers


def _apply(member, snapshot, number):
    world = member.world
    givers = [peer for one, peer in _offers(world, member) if _key((one,)) == _key((snapshot,))]
    if not givers:
        return False
    giver = world.chance.choice(givers)
    asked = {"height": snapshot.height, "format": snapshot.format, "chunk": number}
    answer = world.attempt(giver, lambda: giver.ask("load_snapshot_chunk", **asked))
    if answer is None:
        return False
    chunk = answer.chunk
    if giver is world.liar or (world.faulty and world.chance.random() < 0.08):
        chunk = world.lies.chunk(chunk)
    answer = member.ask("apply_snapshot_chunk", index=number, chunk=chunk, sender=str(giver.org))
    return answer.result == _ACCEPT
