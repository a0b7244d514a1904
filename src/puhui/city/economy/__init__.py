"""A city's economy, simulated: what each custodian would hold about enterprises that thrive, ail, heal and fail.

The promise: one hidden, causal economy lies behind all custodians' data. Distress shows in every source before default,
each with its own lag and noise; some sound enterprises look odd. The same arguments give the same data. Marginals are
held to real figures (`calibration.json`) by tests. Columns: `docs/reference/city-data.md`.

>>> from datetime import date
>>> made = make(seed=1, enterprises=20, as_of=date(2026, 6, 30))
>>> made.enterprises.height, made.enterprises["uscc"].n_unique()
(20, 20)
>>> sorted(made.cast)
['failing', 'seasonal', 'steady']
"""

from puhui.city.economy.making import CUSTODIANS, Economy, Progress, UnknownCustodian, make
from puhui.city.economy.timeline import EconomyRefused

__all__ = ["CUSTODIANS", "Economy", "EconomyRefused", "Progress", "UnknownCustodian", "make"]
