"""Puhui (普惠): a city's institutions help small enterprises to get loans, and nobody's data leaves its keeper.

Each institution runs a node. Three things cross a node's wall: a grant coming in, an answer going out, and
evidence of both on the ledger that all share. Start reading at `puhui.kernel`, then `puhui.ledger`,
`puhui.consent`, and `puhui.lending`; `puhui.desks` joins them, and `puhui.assembly` wires a node.
"""

__version__ = "0.1.0"
