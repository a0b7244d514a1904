"""A whole job on one machine, for evaluation without a city: real party processes on loopback under mutual TLS.

What this process does for all parties a city's nodes do for themselves: it says how many rows each has, makes the
certificates, hands out the orders, and collects the receivers' results once every party is done.
"""

from puhui.kernel.ports import reserved_port
from puhui.privacy.evaluating.looking_up import lookup
from puhui.privacy.evaluating.matching import match
from puhui.privacy.evaluating.running import Done, Setting, job_folder, make_orders, names_of
from puhui.privacy.evaluating.scoring import ScoreTerms, enterprises_of, rank, score
from puhui.privacy.evaluating.summing import SumTerms, sums
from puhui.privacy.evaluating.training import TrainTerms, train
from puhui.privacy.evaluating.training import sizes as train_sizes
from puhui.privacy.evaluating.validating import rows_of as validate_rows
from puhui.privacy.evaluating.validating import validate

__all__ = [
    "Done",
    "ScoreTerms",
    "Setting",
    "SumTerms",
    "TrainTerms",
    "enterprises_of",
    "job_folder",
    "lookup",
    "make_orders",
    "match",
    "names_of",
    "rank",
    "reserved_port",
    "score",
    "sums",
    "train",
    "train_sizes",
    "validate",
    "validate_rows",
]
