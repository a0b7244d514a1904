"""Which operations a node takes part in, and what a job of each must look like. Pure; one row an operation.

A job comes from somebody whom nobody trusts: before anything is computed from it, its shape is held to these rules, at
every data owner's node, and what it says its parties learn is compared with what they would learn.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields

from puhui.credit import Scorecard
from puhui.credit.errors import MalformedScorecard
from puhui.kernel import PuhuiError, Suite, Text
from puhui.kernel.ids import DatasetId, NotAnId, OrgId
from puhui.ledger.contracts.shapes import is_digest
from puhui.privacy import disclosure
from puhui.privacy.cards import is_pinned, is_validated
from puhui.privacy.errors import ModelDiffers, ProgramDiffers
from puhui.privacy.jobs import offering_models
from puhui.privacy.jobs.demands import STAGE as _STAGE
from puhui.privacy.jobs.demands import check_keys as _check_keys
from puhui.privacy.jobs.demands import demand as _demand
from puhui.privacy.jobs.errors import DisclosureDiffers, JobUnsound, OperationNotOffered
from puhui.privacy.jobs.model import CARD_OPS
from puhui.privacy.model import JobSpec, Learns, Op, Scheme
from puhui.privacy.ops.ranking import GRADES, POINTS
from puhui.privacy.policy import (
    LEVELS_MAX,
    check_bands,
    check_custodians,
    check_names,
    check_providers,
    check_scheme,
    check_subjects,
)
from puhui.privacy.programs import program_digest, statistics_of
from puhui.privacy.programs.scoring import Limits
from puhui.privacy.statistics import Shown

PARTIES_MAX = 64
COLUMNS_MAX = 64
TAGS_MAX = 32  # keyed digests of one enterprise that a sum is about
_TAG = re.compile(r"[a-z]{1,16}:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Offer:
    """The rules of one operation. `fewest` and `most` count its parties."""

    schemes: frozenset[Scheme]
    fewest: int
    most: int
    check: Callable[[JobSpec, Suite], None]
    learns: Callable[[JobSpec], tuple[Learns, ...]]


def check_shape(spec: JobSpec, suite: Suite) -> None:
    """Raises `JobUnsound`, `OperationNotOffered`, `DealerRefused`, or the operation's own rule's error."""
    check_scheme(spec.scheme)
    offer = OFFERS.get(spec.op)
    if offer is None:
        raise OperationNotOffered(op=spec.op.text, offered=", ".join(OFFERS), stage=_STAGE)
    _demand(
        spec.scheme in offer.schemes,
        Text(
            zh=f"{spec.op.text.zh}不能使用 {spec.scheme.value}",
            en=f"{spec.op.text.en} does not run under {spec.scheme.value}",
        ),
    )
    _check_parties(spec, offer)
    _demand(is_digest(spec.program), Text(zh="程序未以摘要固定", en="the program is not pinned by a digest"))
    _demand(
        type(spec.nonce) is str and len(spec.nonce) == 32,
        Text(zh="没有 16 字节的随机数", en="there is no nonce of 16 bytes"),
    )
    _demand(all(type(name) is str for name in spec.params), Text(zh="有参数没有名称", en="a parameter has no name"))
    try:
        offer.check(spec, suite)
    except (KeyError, AssertionError, ValueError, TypeError, AttributeError):
        raise JobUnsound(
            reason=Text(zh="参数缺失或类型不符", en="a parameter is missing or of another kind"), stage=_STAGE
        ) from None


def check_program(spec: JobSpec, suite: Suite) -> None:
    """Raises `ProgramDiffers` when this node would run another program."""
    try:
        ours = program_digest(spec, suite)
    except (KeyError, AssertionError, ValueError, TypeError, AttributeError, PuhuiError):
        raise JobUnsound(
            reason=Text(zh="其参数无法构成程序", en="no program can be made of its parameters"), stage=_STAGE
        ) from None
    if ours != spec.program:
        raise ProgramDiffers(stage=_STAGE)


def check_model(spec: JobSpec, model: bytes, suite: Suite) -> None:
    """Raises `ModelDiffers` unless the model that came along is the one that the job pins; where the parties' columns
    do not make it up, `ModelDiffers` too, or of a score `AttributeNotHeld` or `AttributeHeldTwice`."""
    if spec.op not in CARD_OPS:
        _demand(not model, Text(zh="该运算不使用模型", en="a model that the operation does not take"))
        return
    fits = is_validated if spec.op is Op.VALIDATE else is_pinned
    try:
        pinned = fits(Scorecard.parse(model), spec, suite)
    except MalformedScorecard:
        pinned = False
    if not pinned:
        raise ModelDiffers(stage=_STAGE)


def check_disclosure(spec: JobSpec) -> None:
    """Raises `DisclosureDiffers` when the job tells what each party learns otherwise than it is."""
    if spec.disclosure != OFFERS[spec.op].learns(spec):
        raise DisclosureDiffers(stage=_STAGE)


def _check_parties(spec: JobSpec, offer: Offer) -> None:
    names = [party.name for party in spec.parties]
    _demand(
        offer.fewest <= len(names) <= min(offer.most, PARTIES_MAX), Text(zh="参与方数目", en="the number of parties")
    )
    _demand(len(set(names)) == len(names), Text(zh="有参与方重复", en="a party stands twice"))
    receivers = spec.receivers
    _demand(
        0 < len(receivers) == len(set(receivers)) and set(receivers) <= set(names),
        Text(zh="接收方不是参与方", en="the receivers are not parties"),
    )
    try:
        for party in spec.parties:
            OrgId(party.name)
            if party.dataset:
                _demand(
                    DatasetId(party.dataset).partition("/")[0] == party.name,
                    Text(zh="数据资源属于另一机构", en="a dataset of another custodian"),
                )
            _demand(
                party.schema == "" or is_digest(party.schema),
                Text(zh="数据结构未以摘要命名", en="a schema is not named by its digest"),
            )
            _demand(type(party.rows) is int and 0 <= party.rows < 2**40, Text(zh="行数", en="the number of rows"))
            columns = party.columns
            _demand(
                len(columns) <= COLUMNS_MAX and len(set(columns)) == len(columns),
                Text(zh="参与方的列", en="the columns of a party"),
            )
            _demand(
                all(type(column) is str and 0 < len(column) <= 200 for column in columns),
                Text(zh="有列没有名称", en="a column has no name"),
            )
    except (NotAnId, TypeError, AttributeError):
        raise JobUnsound(
            reason=Text(zh="参与方或数据资源的名称不规范", en="a party or dataset has no proper name"), stage=_STAGE
        ) from None


def _check_match(spec: JobSpec, suite: Suite) -> None:
    _check_keys(spec)
    _demand(spec.word("curve") in ("curve25519", "sm2"), Text(zh="未知的曲线", en="an unknown curve"))
    _demand(
        suite.name != "sm2-sm3" or (spec.scheme, spec.word("curve")) == (Scheme.ECDH, "sm2"),
        Text(zh="密码套件的曲线", en="the suite's curve"),
    )
    _demand(
        all(party.columns == (spec.word("key"),) for party in spec.parties),
        Text(zh="除键以外还有别的列", en="more columns than the key"),
    )


def _check_lookup(spec: JobSpec, suite: Suite) -> None:
    owner, asker = spec.parties
    _check_keys(spec)
    _demand(spec.word("curve") == "fourq", Text(zh="未知的曲线", en="an unknown curve"))
    level, levels = spec.word("level"), spec.words("levels")
    _demand(
        owner.columns == ((spec.word("key"), level) if level else (spec.word("key"),)),
        Text(zh="名单的列", en="the columns of the list"),
    )
    _demand(0 < len(levels) <= LEVELS_MAX and all(type(one) is str for one in levels), Text(zh="级别", en="the levels"))
    _demand(spec.receivers == (asker.name,), Text(zh="只有查询方接收结果", en="only who asks receives"))
    check_names(asker.rows)


def _check_sum(spec: JobSpec, suite: Suite) -> None:
    _check_keys(spec)
    check_providers(len(spec.parties), spec.number("providers_min"))
    subject, values, groups = spec.word("subject"), spec.words("values"), spec.words("groups")
    if subject:
        check_subjects(spec.number("subjects_min"))
    _demand(
        spec.number("subjects_min") >= 1 and 0 <= spec.number("decimals") <= 18,
        Text(zh="有数值超出范围", en="a number out of its range"),
    )
    columns = {spec.word("key"), *values, *([subject] if subject else [])}
    _demand(
        bool(values) and all(set(party.columns) == columns for party in spec.parties),
        Text(zh="汇总的列", en="the columns of the sum"),
    )
    _demand(
        0 < len(groups) == len(set(groups)) and all(type(one) is str for one in groups),
        Text(zh="分组", en="the groups"),
    )
    _demand(len(spec.receivers) == 1, Text(zh="汇总只有一个接收方", en="one receiver has the sums"))
    tags = spec.words("tags") if "tags" in spec.params else []
    _demand(
        len(tags) <= TAGS_MAX and all(_TAG.fullmatch(one) for one in tags) and (not tags or len(groups) == 1),
        Text(zh="密钥摘要", en="the keyed digests"),
    )
    shown = {one.shown for one in statistics_of(spec)}
    _demand(shown == {Shown.SUM}, Text(zh="尚无额度可计的统计量", en="a statistic that no budget counts yet"))


def _check_scored(spec: JobSpec, suite: Suite) -> None:
    _check_keys(spec)
    enterprises, limits = spec.words("enterprises"), [spec.number(one.name) for one in fields(Limits)]
    _demand(
        all(party.columns[0] == spec.word("key") for party in spec.parties),
        Text(zh="第一列不是键", en="the key is not the first column"),
    )
    _demand(0 < len(enterprises) == len(set(enterprises)), Text(zh="企业名单", en="the enterprises"))
    _demand(all(type(one) is str for one in enterprises), Text(zh="企业名单", en="the enterprises"))
    _demand(
        all(party.rows == len(enterprises) for party in spec.parties),
        Text(zh="不是每家企业一行", en="a row for each enterprise"),
    )
    _demand(is_digest(spec.word("model")), Text(zh="模型未以摘要固定", en="the model is not pinned by a digest"))
    _demand(all(type(one) is int for one in limits), Text(zh="加总的界限", en="the limits of the sum"))
    _demand(len(spec.receivers) == 1, Text(zh="评分只有一个接收方", en="one receiver has the scores"))
    custodians = sum(len(party.columns) > 1 and party.name not in spec.receivers for party in spec.parties)
    check_custodians(custodians, len(spec.parties))


def _check_ranked(spec: JobSpec, suite: Suite) -> None:
    _check_scored(spec, suite)
    floors = [int(floor) for floor in spec.words("floors")]
    _demand(
        spec.word("bands") in (POINTS, GRADES) and spec.number("cap") <= len(floors) + 1,
        Text(zh="分段", en="the bands"),
    )
    if spec.word("bands") == POINTS:
        check_bands(floors, spec.number("low"), spec.number("high"))


def _scored(spec: JobSpec) -> tuple[Learns, ...]:
    return disclosure.of_score(spec.parties, spec.receivers, len(spec.words("enterprises")), banded=spec.op is Op.RANK)


OFFERS = {
    Op.MATCH: Offer(
        frozenset({Scheme.RR22, Scheme.KKRT, Scheme.ECDH}),
        2,
        2,
        _check_match,
        lambda spec: disclosure.of_match(spec.parties, spec.receivers),
    ),
    Op.LOOKUP: Offer(
        frozenset({Scheme.UNBALANCED}),
        2,
        2,
        _check_lookup,
        lambda spec: disclosure.of_lookup(spec.parties[0], spec.parties[1], len(spec.words("levels"))),
    ),
    Op.SUM: Offer(
        frozenset({Scheme.ABY3}),
        3,
        PARTIES_MAX,
        _check_sum,
        lambda spec: disclosure.of_sum(
            spec.parties,
            spec.receivers,
            len(spec.words("groups")),
            sorted({one.shown.value for one in statistics_of(spec)}),
            tags=len(spec.words("tags")) if "tags" in spec.params else 0,
        ),
    ),
    Op.SCORE: Offer(frozenset({Scheme.ABY3}), 3, PARTIES_MAX, _check_scored, _scored),
    Op.RANK: Offer(frozenset({Scheme.ABY3}), 3, PARTIES_MAX, _check_ranked, _scored),
    Op.TRAIN: Offer(
        frozenset({Scheme.ABY3}),
        offering_models.PARTIES_MIN,
        offering_models.PARTIES_MAX,
        offering_models.check_train,
        offering_models.train_learns,
    ),
    Op.VALIDATE: Offer(
        frozenset({Scheme.ABY3}),
        offering_models.PARTIES_MIN,
        offering_models.PARTIES_MAX,
        offering_models.check_validate,
        offering_models.validate_learns,
    ),
}
