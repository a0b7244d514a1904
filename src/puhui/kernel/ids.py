"""Typed ids, one registry. An id is text, so it can be written anywhere, but a grant's id is never a loan's.

New ids sort by time: 48 bits of milliseconds, then 80 random bits, in Crockford base 32, behind the type's prefix.

>>> GrantId("grt_01J00000000000000000000000")
GrantId('grt_01J00000000000000000000000')
>>> LoanId("grt_01J00000000000000000000000")
Traceback (most recent call last):
    ...
puhui.kernel.ids.NotAnId: 'grt_01J00000000000000000000000' is not a LoanId; check where the id comes from
"""

import re
from typing import ClassVar, Self

from puhui.kernel.clock import Clock
from puhui.kernel.entropy import Entropy
from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BODY = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_SLUG = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]")
_HEX_DIGEST = re.compile(r"[0-9a-f]{64}")


class NotAnId(PuhuiError):
    """The text is not an id of the wanted type."""

    category = Category.INVALID
    cause = Text(zh="“{text}” 不是 {kind}", en="{text!r} is not a {kind}")
    remedy = Text(zh="请检查编号来源", en="check where the id comes from")


class _Id(str):
    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        if not cls._valid(text):
            raise NotAnId(text=text, kind=cls.__name__, stage="kernel.ids")
        return super().__new__(cls, text)

    @classmethod
    def _valid(cls, text: str) -> bool:
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


class _RandomId(_Id):
    __slots__ = ()
    prefix: ClassVar[str]

    @classmethod
    def _valid(cls, text: str) -> bool:
        head, _, body = text.partition("_")
        return head == cls.prefix and _BODY.fullmatch(body) is not None

    @classmethod
    def new(cls, clock: Clock, entropy: Entropy) -> Self:
        """A fresh id, unique with 80 random bits in its millisecond."""
        stamp = int(clock.now().timestamp() * 1000) & (2**48 - 1)
        number = stamp << 80 | int.from_bytes(entropy.take(10), "big")
        return cls(cls.prefix + "_" + "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -5, -5)))


class OrgId(_Id):
    """An organisation's short name in the consortium, such as `tax-bureau`: chosen at admission, never reused."""

    __slots__ = ()

    @classmethod
    def _valid(cls, text: str) -> bool:
        return _SLUG.fullmatch(text) is not None


class DatasetId(_Id):
    """A catalogue entry's name: the custodian's id, a slash, a slug, such as `tax-bureau/vat-invoices`."""

    __slots__ = ()

    @classmethod
    def _valid(cls, text: str) -> bool:
        custodian, slash, name = text.partition("/")
        return bool(slash) and all(_SLUG.fullmatch(part) is not None for part in (custodian, name))


class _DigestId(_Id):
    __slots__ = ()

    @classmethod
    def _valid(cls, text: str) -> bool:
        return _HEX_DIGEST.fullmatch(text) is not None


class EntryId(_DigestId):
    """The hash of a ledger entry's bytes, in lower-case hex: the same statement has the same id everywhere."""

    __slots__ = ()


class SubjectId(_DigestId):
    """An enterprise's pseudonym on the ledger: a salted commitment to its USCC, in lower-case hex."""

    __slots__ = ()


class PersonId(_RandomId):
    """A person who signs in at a node."""

    __slots__ = ()
    prefix = "psn"


class GrantId(_RandomId):
    """A grant (授权)."""

    __slots__ = ()
    prefix = "grt"


class MandateId(_RandomId):
    """A mandate (委托): what a custodian lets be computed over its own data."""

    __slots__ = ()
    prefix = "mnd"


class RequestId(_RandomId):
    """One request for an answer; the idempotency key of the permit drawn for it."""

    __slots__ = ()
    prefix = "req"


class ScoreId(_RandomId):
    """A computed score with its inputs."""

    __slots__ = ()
    prefix = "scr"


class NeedId(_RandomId):
    """A financing need (融资需求)."""

    __slots__ = ()
    prefix = "ned"


class ListId(_RandomId):
    """A ranked list of products that somebody acted on."""

    __slots__ = ()
    prefix = "lst"


class ApplicationId(_RandomId):
    """An application for a loan (申请)."""

    __slots__ = ()
    prefix = "app"


class DecisionId(_RandomId):
    """A bank's decision record (审批)."""

    __slots__ = ()
    prefix = "dec"


class LoanId(_RandomId):
    """A loan (贷款)."""

    __slots__ = ()
    prefix = "lon"


class ReliefId(_RandomId):
    """A request for relief of a loan (纾困申请)."""

    __slots__ = ()
    prefix = "rlf"


class ReconciliationId(_RandomId):
    """One look at the core system's file of a business date."""

    __slots__ = ()
    prefix = "rcn"


class WarningId(_RandomId):
    """A task that an early warning after lending made (预警任务)."""

    __slots__ = ()
    prefix = "wrn"


class SessionId(_RandomId):
    """A session of a person; it opens nothing, the token does."""

    __slots__ = ()
    prefix = "ses"


class ChangeId(_RandomId):
    """A change to an organisation's people: an invitation, another role, a person who was disabled."""

    __slots__ = ()
    prefix = "chg"


class TokenId(_RandomId):
    """A program's token; it opens nothing, the secret does."""

    __slots__ = ()
    prefix = "tok"


class NotificationId(_RandomId):
    """Something that people at a node are told."""

    __slots__ = ()
    prefix = "ntf"


class MessageId(_RandomId):
    """A message between an enterprise and the bank that it applied to."""

    __slots__ = ()
    prefix = "msg"


class VersionId(_RandomId):
    """A version of a bank's rules or of one of its products."""

    __slots__ = ()
    prefix = "ver"


class GuaranteeId(_RandomId):
    """A guarantee of a loan by a guarantee institution (担保)."""

    __slots__ = ()
    prefix = "gua"


class CampaignId(_RandomId):
    """A campaign of the government's for lending (专项活动)."""

    __slots__ = ()
    prefix = "cmp"


class SubsidyId(_RandomId):
    """A subsidy promised to one loan (贴息)."""

    __slots__ = ()
    prefix = "sub"


class CriteriaId(_RandomId):
    """A version of what a white list demands (名单标准)."""

    __slots__ = ()
    prefix = "crt"


class ObjectionId(_RandomId):
    """An enterprise's objection to not standing on a white list (异议)."""

    __slots__ = ()
    prefix = "obj"


class ListingId(_RandomId):
    """An enterprise's entry on a white list (白名单)."""

    __slots__ = ()
    prefix = "wls"
