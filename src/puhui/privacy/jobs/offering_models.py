"""What a training and a validation between nodes must look like. Pure.

Party 0 is the label party: it has the outcomes, owns the model and alone receives. All others are custodians, two or
more: so all three that compute bring data of their own, and none is there by the label party's choice alone. (On one
machine a party may only compute.) Custodians are promised `common_min` rows in common: fewer are refused by their own
workers, whatever the label party said of its table. Every training holds rows out, which its job draws: what two
trainings tell is not of rows that differ by a few.
"""

from puhui.kernel import Suite, Text
from puhui.ledger.contracts.shapes import is_digest
from puhui.privacy import disclosure
from puhui.privacy.errors import GroupTooSmall
from puhui.privacy.jobs.demands import STAGE, check_keys, demand
from puhui.privacy.model import JobSpec, Learns
from puhui.privacy.policy import TRAINING_MIN, check_held_out

PARTIES_MIN, PARTIES_MAX = 3, 16
HOLDOUT_PERMILLE_MAX = 900
RIDGE_THOUSANDTHS_MAX = 1_000_000
WORDS_MAX = 64  # of a list in the parameters
_ALIGNED = {"key", "kind", "psi", "curve", "target", "bad", "categories", "common_min"}
_TRAIN = _ALIGNED | {"holdout_permille", "seed", "ridge_thousandths", "name"}
_VALIDATE = _ALIGNED | {"model"}
_ALIGNMENTS = {
    "ed25519-sha256": {("rr22", "curve25519"), ("kkrt", "curve25519"), ("ecdh", "curve25519")},
    "sm2-sm3": {("ecdh", "sm2")},
}


def check_train(spec: JobSpec, suite: Suite) -> None:
    """Raises `JobUnsound` or `GroupTooSmall`, and what `JobSpec`'s readers raise for a parameter of another kind."""
    demand(set(spec.params) == _TRAIN, Text(zh="参数的种类不符", en="another set of parameters"))
    _check_aligned(spec, suite)
    demand(
        all(len(party.columns) > 1 for party in spec.parties[1:]),
        Text(zh="有数据方未提供任何列", en="a custodian gives no column"),
    )
    for name, least, most in (
        ("holdout_permille", 0, HOLDOUT_PERMILLE_MAX),
        ("seed", 0, 2**32 - 1),
        ("ridge_thousandths", 1, RIDGE_THOUSANDTHS_MAX),
    ):
        demand(
            _whole(spec, name) and least <= spec.number(name) <= most,
            Text(zh=f"参数 {name} 超出范围", en=f"{name} is out of its range"),
        )
    check_held_out(spec.number("common_min"), spec.number("holdout_permille"))
    demand(0 < len(spec.word("name")) <= WORDS_MAX, Text(zh="模型名称", en="the name of the model"))


def check_validate(spec: JobSpec, suite: Suite) -> None:
    """The same of a validation; that the parties' columns are those of the card is checked with the card."""
    demand(set(spec.params) == _VALIDATE, Text(zh="参数的种类不符", en="another set of parameters"))
    _check_aligned(spec, suite)
    demand(is_digest(spec.word("model")), Text(zh="模型未以摘要固定", en="the model is not pinned by a digest"))


def train_learns(spec: JobSpec) -> tuple[Learns, ...]:
    """What a training tells whom."""
    return disclosure.of_train(spec.parties, held=spec.number("holdout_permille") > 0)


def validate_learns(spec: JobSpec) -> tuple[Learns, ...]:
    """What a validation tells whom."""
    return disclosure.of_validate(spec.parties)


def _check_aligned(spec: JobSpec, suite: Suite) -> None:
    check_keys(spec)
    owner, *custodians = spec.parties
    key, target = spec.word("key"), spec.word("target")
    demand(spec.receivers == (owner.name,), Text(zh="只有目标方接收结果", en="only the label party receives"))
    demand(
        all(party.columns[0] == key for party in spec.parties),
        Text(zh="第一列不是键", en="the key is not the first column"),
    )
    demand(
        owner.columns[1:2] == (target,),
        Text(zh="目标不是目标方的第二列", en="the target is not the label party's second column"),
    )
    demand(
        all(target not in party.columns for party in custodians),
        Text(zh="数据方也有目标列", en="the target stands with a custodian too"),
    )
    given = [*owner.columns[2:], *(column for party in custodians for column in party.columns[1:])]
    demand(len(set(given)) == len(given), Text(zh="两方提供同名的列", en="two parties give a column of one name"))
    demand(
        (spec.word("psi"), spec.word("curve")) in _ALIGNMENTS[suite.name],
        Text(zh="密码套件不支持的对齐协议", en="an alignment that the suite has not"),
    )
    demand(
        _few_words(spec.words("bad")) and _few_words(spec.words("categories")),
        Text(zh="词表的形式不符", en="a list of words"),
    )
    demand(set(spec.words("categories")) <= set(given), Text(zh="类别不是任何一列", en="a category that is no column"))
    demand(_whole(spec, "common_min"), Text(zh="所承诺的共同行数", en="the promised rows in common"))
    _check_size(spec.number("common_min"), TRAINING_MIN)
    _check_size(min(party.rows for party in spec.parties), spec.number("common_min"))


def _check_size(rows: int, least: int) -> None:
    if rows < least:
        raise GroupTooSmall(what=Text(zh="共同行数", en="rows in common"), given=rows, least=least, stage=STAGE)


def _whole(spec: JobSpec, name: str) -> bool:
    return type(spec.params[name]) is int


def _few_words(words: list[str]) -> bool:
    sound = all(type(word) is str and 0 < len(word) <= 200 for word in words)
    return sound and len(set(words)) == len(words) <= WORDS_MAX
