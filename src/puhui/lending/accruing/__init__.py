"""Nightly accrual: what every loan owes and has earned on a business date, for all loans at once.

A loan's **position** is its book as the last event left it, in integers; between events everything follows from it by
arithmetic, so that a night is one pass of vectorised integer arithmetic, exact to the fen and equal to
`loan.standing`. `running.accrue` is durable, and the same for a business date however often it is run.
"""
