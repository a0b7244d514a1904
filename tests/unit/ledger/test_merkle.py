"""The tree of RFC 9162: published vectors, agreement with an independent implementation, and refused forgeries."""

import contextlib

import pytest
import scitt_cose
from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel import suite
from puhui.ledger.errors import BadProof
from puhui.ledger.merkle import (
    Frontier,
    Head,
    check_consistency,
    consistency_path,
    inclusion_path,
    leaf_hash,
    root_at,
    root_of_path,
)

DIGEST = suite("ed25519-sha256").digest

# The reference leaves and roots that certificate-transparency implementations test against (RFC 6962 trees).
LEAVES = [
    bytes.fromhex(text)
    for text in [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class Tree:
    def __init__(self, leaves):
        self.rows, self.frontier = [], Frontier(DIGEST)
        for leaf in leaves:
            self.rows.append(self.frontier.append(leaf_hash(DIGEST, leaf)))

    def node(self, level, position):
        return self.rows[((position + 1) << level) - 1][level]

    def root(self, size):
        return root_at(DIGEST, size, self.node)


def test_roots_are_the_published_ones():
    tree = Tree(LEAVES)
    assert [tree.root(size).hex() for size in range(9)] == ROOTS
    assert tree.frontier.root.hex() == ROOTS[8]


@given(st.integers(1, 200), st.data())
def test_every_leaf_is_proved_and_agrees_with_an_independent_implementation(size, data):
    leaves = [n.to_bytes(2, "big") for n in range(size)]
    tree, index = Tree(leaves), data.draw(st.integers(0, size - 1))
    path = inclusion_path(DIGEST, index, size, tree.node)
    assert root_of_path(DIGEST, leaf_hash(DIGEST, leaves[index]), index, size, path) == tree.root(size)
    assert [one.hex() for one in path] == scitt_cose.inclusion_proof([leaf.hex() for leaf in leaves], index)


@given(st.integers(0, 120), st.integers(0, 120), st.data())
def test_every_prefix_is_proved_and_no_other_root_is(old, more, data):
    new = old + more
    leaves = [n.to_bytes(2, "big") for n in range(new)]
    tree = Tree(leaves)
    path = consistency_path(DIGEST, old, new, tree.node)
    older, newer = Head(old, tree.root(old)), Head(new, tree.root(new))
    check_consistency(DIGEST, older, newer, path)
    assert [one.hex() for one in path] == scitt_cose.consistency_proof([leaf.hex() for leaf in leaves], old, new)
    if old == 0:
        return
    rewritten = Tree([b"rewritten", *leaves[1:]])
    with pytest.raises(BadProof):
        check_consistency(DIGEST, older, Head(new, rewritten.root(new)), path)
    with pytest.raises(BadProof):
        check_consistency(
            DIGEST, older, Head(new, rewritten.root(new)), consistency_path(DIGEST, old, new, rewritten.node)
        )
    if path:
        cut = data.draw(st.integers(0, len(path) - 1))
        with pytest.raises(BadProof):
            check_consistency(DIGEST, older, newer, path[:cut] + path[cut + 1 :])
        with pytest.raises(BadProof):
            check_consistency(DIGEST, older, newer, [*path, path[-1]])


@given(st.integers(2, 100), st.data())
def test_a_path_of_another_length_or_place_is_refused(size, data):
    leaves = [n.to_bytes(2, "big") for n in range(size)]
    tree, index = Tree(leaves), data.draw(st.integers(0, size - 1))
    path, leaf = inclusion_path(DIGEST, index, size, tree.node), leaf_hash(DIGEST, leaves[index])
    for wrong in (path[:-1], [*path, path[0]]):
        with pytest.raises(BadProof):
            root_of_path(DIGEST, leaf, index, size, wrong)
    with pytest.raises(BadProof):
        root_of_path(DIGEST, leaf, size, size, path)
    other = data.draw(st.integers(0, size - 1).filter(lambda at: at != index))
    with contextlib.suppress(BadProof):
        assert root_of_path(DIGEST, leaf, other, size, path) != tree.root(size)


@given(st.integers(0, 300), st.integers(0, 50))
def test_a_frontier_taken_from_storage_grows_like_the_original(size, more):
    tree = Tree([n.to_bytes(2, "big") for n in range(size)])
    again = Frontier.at(DIGEST, size, tree.node)
    for n in range(more):
        leaf = leaf_hash(DIGEST, n.to_bytes(3, "big"))
        assert again.append(leaf) == tree.frontier.append(leaf)
    assert again.root == tree.frontier.root
