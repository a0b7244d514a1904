"""Support at the nodes: the guarantor and the office that promise, the bank that asks, the portal that tells.

A bank's node asks with the application, and tells what becomes of the loan, by its outbox, in order. The answers come
back by the office's outbox, each whole, so that the last one counts. What a contract binds is what was answered.
"""
