"""Who takes part: organisations, the people who sign in at a node, enterprises, and the keys that are theirs.

The room promises: a password is never kept, nor a session's token; a login cannot be guessed at speed, nor asked
whether it exists; an enterprise is one subject on the ledger and nobody without its salt can tell which; and a key
is an enterprise's only after the registry looked at its own register and saw the key's holder prove possession.

>>> from datetime import UTC, datetime
>>> from puhui.kernel import ManualClock, SeededEntropy, suite
>>> from puhui.kernel.ids import OrgId
>>> from puhui.storage import Database
>>> database = Database.in_memory()
>>> database.create()
>>> door = SignIn(database, suite=suite("ed25519-sha256"), clock=ManualClock(datetime(2026, 1, 1, tzinfo=UTC)),
...               entropy=SeededEntropy(1))
>>> _ = door.add_person(login="officer", password="a long password", name="信贷员", role=PersonRole.OFFICER,
...                     org=OrgId("bank-a"))
>>> session = door.sign_in("officer", "a long password")
>>> door.session(session.token).person.role.value
'officer'
"""

from puhui.parties.activating import Activations, activation_mac
from puhui.parties.appointing import Appointments, administrators
from puhui.parties.appointment import TWO_TO_GIVE, Action, Change, State
from puhui.parties.appointment_store import Step, add_step, next_step, trail
from puhui.parties.attempts import VerificationAttempts
from puhui.parties.attesting import (
    EnrolmentRequest,
    Register,
    RegisteredEnterprise,
    Registrar,
    enrolment_challenge,
)
from puhui.parties.enterprises import Enterprises
from puhui.parties.errors import (
    ChangeClosed,
    ChangePending,
    ChangeUnknown,
    CodeRefused,
    ConfirmFirst,
    EnterpriseUnknown,
    InvitationRefused,
    KeyNotProven,
    LoginTaken,
    NoEnrolmentBegun,
    NotActivated,
    NothingToChange,
    NotOperating,
    NotRegistered,
    NotYourOwn,
    PasswordTooWeak,
    PersonUnknown,
    RepresentativeDiffers,
    RoleNeedsEnterprise,
    RoleNotForPrograms,
    RoleNotGivenHere,
    SaltDiffers,
    SecondAdministratorNeeded,
    SecondFactorNeeded,
    SecondFactorThere,
    SessionEnded,
    SignInRefused,
    SignInThrottled,
    TokenLastsTooLong,
    TokenNameTaken,
    TokenOfRealNode,
    TokenOfSandbox,
    TokenUnknown,
    TooManyTokens,
)
from puhui.parties.letting_programs_in import Programs
from puhui.parties.model import SALT_SIZE, Enterprise, Organisation, Person, PersonRole, Role, subject_of
from puhui.parties.passkeys import creation_options, request_options
from puhui.parties.program_token import GIVEN_TO_PROGRAMS, ProgramToken
from puhui.parties.second_factor import Enrolment, FactorState, SecondFactors
from puhui.parties.session_store import KeptSession
from puhui.parties.signing_in import FOR_DRAWN, Session, SignIn
from puhui.parties.store import Attestation, people_of

__all__ = [
    "FOR_DRAWN",
    "GIVEN_TO_PROGRAMS",
    "SALT_SIZE",
    "TWO_TO_GIVE",
    "Action",
    "Activations",
    "Appointments",
    "Attestation",
    "Change",
    "ChangeClosed",
    "ChangePending",
    "ChangeUnknown",
    "CodeRefused",
    "ConfirmFirst",
    "Enrolment",
    "EnrolmentRequest",
    "Enterprise",
    "EnterpriseUnknown",
    "Enterprises",
    "FactorState",
    "InvitationRefused",
    "KeptSession",
    "KeyNotProven",
    "LoginTaken",
    "NoEnrolmentBegun",
    "NotActivated",
    "NotOperating",
    "NotRegistered",
    "NotYourOwn",
    "NothingToChange",
    "Organisation",
    "PasswordTooWeak",
    "Person",
    "PersonRole",
    "PersonUnknown",
    "ProgramToken",
    "Programs",
    "Register",
    "RegisteredEnterprise",
    "Registrar",
    "RepresentativeDiffers",
    "Role",
    "RoleNeedsEnterprise",
    "RoleNotForPrograms",
    "RoleNotGivenHere",
    "SaltDiffers",
    "SecondAdministratorNeeded",
    "SecondFactorNeeded",
    "SecondFactorThere",
    "SecondFactors",
    "Session",
    "SessionEnded",
    "SignIn",
    "SignInRefused",
    "SignInThrottled",
    "State",
    "Step",
    "TokenLastsTooLong",
    "TokenNameTaken",
    "TokenOfRealNode",
    "TokenOfSandbox",
    "TokenUnknown",
    "TooManyTokens",
    "VerificationAttempts",
    "activation_mac",
    "add_step",
    "administrators",
    "creation_options",
    "enrolment_challenge",
    "next_step",
    "people_of",
    "request_options",
    "subject_of",
    "trail",
]
