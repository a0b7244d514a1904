"""Private jobs between nodes, under permits (docs/decisions/0021).

Promises. No worker starts and no data is read at a node before that node itself has checked the invitation, found the
job on the ledger, and had its uses counted there; nothing trusts the initiator's checks. A job runs only when every
party has accepted, each with a certificate made for this job and said under its ledger key. Its state is written down
before anything is sent: a node that was down knows what became of every job, and fails those that were under way. A
party that dies, refuses or cancels is heard of by all others within seconds, each has its error, and none an output.
A permit that was drawn stays counted; a job that failed says so on the ledger.
"""

from puhui.privacy.jobs.checking import Checked
from puhui.privacy.jobs.desk import JobDesk
from puhui.privacy.jobs.messages import BEGIN, ENDED, INVITE, Voice
from puhui.privacy.jobs.model import (
    GrantedRow,
    Job,
    JobError,
    JobState,
    PartyWord,
    Under,
    UnderGrants,
    UnderMandate,
    permit_fields,
    permit_program,
    request_of,
)
from puhui.privacy.jobs.permitting import GrantedRows, Held, Source
from puhui.privacy.jobs.running import Place
from puhui.privacy.jobs.taking_part import Rule
from puhui.privacy.jobs.telling import Neighbours

__all__ = [
    "BEGIN",
    "ENDED",
    "INVITE",
    "Checked",
    "GrantedRow",
    "GrantedRows",
    "Held",
    "Job",
    "JobDesk",
    "JobError",
    "JobState",
    "Neighbours",
    "PartyWord",
    "Place",
    "Rule",
    "Source",
    "Under",
    "UnderGrants",
    "UnderMandate",
    "Voice",
    "permit_fields",
    "permit_program",
    "request_of",
]
