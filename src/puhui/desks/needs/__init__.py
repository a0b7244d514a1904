"""Needs at the nodes: the enterprise's side and the banks' door at the portal, a bank's board, the regulator's list.

The portal keeps a need; each bank in its scope is told its own sheet by the outbox, and keeps that until it is told
that the need is over. What a bank does is asked of the portal, which alone can tell whether a place is left.
"""
