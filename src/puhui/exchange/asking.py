"""Ask a custodian under a grant, and believe the answer only when it proves itself.

An answer is verified in five steps, and all must hold:

1. It answers this question: the same grant and request.
2. A receipt proves that the custodian's use of this grant, for this request, receiver, purpose, program and fields, is
   on the ledger.
3. The custodian signed the outcome, and the outcome is of this grant and this use number.
4. The outcome names the digest of exactly these bytes.
5. The bytes are indicators of the grant's dataset, all of them asked for, each once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from puhui.consent import GrantTerms, Outcome
from puhui.credit.indicator import IndicatorSet
from puhui.exchange.errors import AnswerRefused
from puhui.exchange.model import Question, ToldAnswer, indicators_from_bytes
from puhui.kernel import PuhuiError, Text
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import EntryId, RequestId
from puhui.ledger import parse_statement
from puhui.ledger.trust import Trust
from puhui.ledger.verify import VerifiedReceipt, verify_receipt

PATH = "/indicators"


class Peers(Protocol):
    """Signed calls to other nodes."""

    def ask(self, org: str, path: str, value: Any) -> Any:
        """Post a canonical value to `path` below `/peer/v1` of a node; its answer, decoded.

        Raises the node's own error, or a retriable one when it does not answer.
        """
        ...


@dataclass(frozen=True, slots=True)
class Received:
    """An answer that is believed: the indicators, the proof of the use, and the custodian's signed outcome."""

    indicators: IndicatorSet
    outcome: Outcome
    n: int
    seq: int
    entry: EntryId
    use: VerifiedReceipt
    statement: bytes


def ask(
    peers: Peers,
    terms: GrantTerms,
    *,
    request: RequestId,
    uscc: Uscc,
    salt: bytes,
    receipt_of: Callable[[EntryId], bytes],
    trust: Trust,
    fields: Sequence[str] = (),
    path: str = PATH,
    beside: Mapping[str, Any] | None = None,
) -> Received:
    """Ask the grant's custodian for `fields` (all granted ones where none are named) about the enterprise.

    At another door than `PATH` the question travels as `{"question": …}` with what that door wants `beside` it.

    `receipt_of` fetches a use's receipt, such as `Ledger.receipt`; its `ReceiptNotReady` is retriable, and so are a
    peer's silence and `SourceDown`: ask again with the same `request`, which is the same use and the same answer.
    Raises the custodian's denial, or `AnswerRefused` with the number of the step that failed.
    """
    question = Question(
        grant=terms.id,
        request=request,
        uscc=uscc,
        purpose=terms.purpose,
        program=terms.program,
        fields=tuple(sorted(fields or terms.fields)),
        salt=salt,
    )
    asked = question.as_map() if beside is None else {"question": question.as_map(), **beside}
    told = ToldAnswer.parse(peers.ask(str(terms.custodian), path, asked))
    # 1.
    if (told.grant, told.request) != (question.grant, question.request):
        raise _refused(terms, 1, Text(zh="回答的是另一个问题", en="it answers another question"))
    use = _verified_use(told, question, terms, receipt_of(told.entry), trust)
    _check_outcome(told, terms, use, trust)
    return Received(
        indicators=_indicators(told, question, terms),
        outcome=told.outcome,
        n=told.n,
        seq=told.seq,
        entry=told.entry,
        use=use,
        statement=told.statement,
    )


def _verified_use(
    told: ToldAnswer, question: Question, terms: GrantTerms, receipt: bytes, trust: Trust
) -> VerifiedReceipt:
    # 2.
    try:
        use = verify_receipt(receipt, trust)
    except PuhuiError as reason:
        raise _refused(terms, 2, str(reason)) from None
    said = {
        "grant": str(question.grant),
        "request": str(question.request),
        "receiver": str(terms.receiver),
        "purpose": question.purpose,
        "program": question.program,
        "fields": list(question.fields),
    }
    if use.entry != told.entry or (use.contract, use.action) != ("grants", "use") or dict(use.args) != said:
        raise _refused(
            terms, 2, Text(zh="回执不属于本次使用的条目", en="the receipt is of another entry than this use")
        )
    if use.issuer.org != terms.custodian:
        raise _refused(terms, 2, Text(zh="记录使用的是另一机构", en="another organisation recorded the use"))
    return use


def _check_outcome(told: ToldAnswer, terms: GrantTerms, use: VerifiedReceipt, trust: Trust) -> None:
    # 3.
    try:
        statement = parse_statement(told.statement, trust.suite)
    except PuhuiError as reason:
        raise _refused(terms, 3, str(reason)) from None
    key = use.issuer.key_at(use.index)
    if statement.issuer != terms.custodian or key is None or not statement.is_signed_by(key):
        raise _refused(terms, 3, Text(zh="数据提供方没有签署结果", en="the custodian did not sign the outcome"))
    said = {
        "grant": str(terms.id),
        "n": told.n,
        "outcome": told.outcome.value,
        "answer_digest": statement.args.get("answer_digest"),
    }
    if (statement.contract, statement.action) != ("grants", "outcome") or dict(statement.args) != said:
        raise _refused(terms, 3, Text(zh="结果属于另一次使用", en="the outcome is of another use"))
    # 4.
    if trust.suite.digest(told.payload).hex() != said["answer_digest"]:
        raise _refused(
            terms, 4, Text(zh="字节与数据提供方签署的不符", en="the bytes are not those that the custodian signed for")
        )


def _indicators(told: ToldAnswer, question: Question, terms: GrantTerms) -> IndicatorSet:
    # 5.
    try:
        indicators = indicators_from_bytes(told.payload, terms.dataset)
    except PuhuiError as reason:
        raise _refused(terms, 5, str(reason)) from None
    if tuple(sorted(indicators)) != question.fields:
        raise _refused(terms, 5, Text(zh="与所请求的字段不完全一致", en="not exactly the fields that were asked for"))
    return indicators


def _refused(terms: GrantTerms, step: int, reason: str | Text) -> AnswerRefused:
    return AnswerRefused(step=step, reason=reason, party=str(terms.custodian), stage="exchange.asking")
