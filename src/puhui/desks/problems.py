"""Why what runs by itself did not succeed: an error kept as a document in both languages, for a later reader.

The documents are `ComputationProblem`s; `localising.localised` gives a reader one language.
"""

from typing import Any

from puhui.desks.computing import ComputingDesk
from puhui.desks.localising import both
from puhui.kernel import Language, PuhuiError, Text
from puhui.privacy.jobs import JobError
from puhui.privacy.jobs.model import OPEN_STATES

Problem = dict[str, Any]


def of_error(error: PuhuiError) -> Problem:
    """What an error of ours tells."""
    return {name: value for name, value in error.as_dict(None).items() if name != "category"}


def of_job(error: JobError) -> Problem:
    """What a computation's own error tells."""
    parts = {
        name: both(Text(zh=told[Language.ZH_CN.value], en=told[Language.EN.value]))
        for name, told in (("cause", error.cause), ("remedy", error.remedy))
    }
    return {"code": error.code, "party": error.party, "stage": error.stage, "retriable": error.retriable, **parts}


def of_computation(computing: ComputingDesk, job: str | None, why_none: PuhuiError | None) -> Problem | None:
    """Why a computation gave nothing: it never began (`why_none`), or it ended without an answer."""
    if job is None:
        return None if why_none is None else of_error(why_none)
    found = computing.job(job)
    return of_job(found.error) if found.state not in OPEN_STATES and found.error is not None else None
