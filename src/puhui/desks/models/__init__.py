"""The models of a node: registered, validated by another, approved by a third; served, recorded, recomputed, watched.

Promises: no fitted model decides here before two others than its maker vouched for it, each signed in; a step and its
entry on the ledger are one transaction; what scores a customer is looked up for each score, so that expiry and
withdrawal hold from the next on; every score leaves a record that recomputes to the last digit; a shadow is computed
and recorded beside the model that decides, and decides nothing.
"""
