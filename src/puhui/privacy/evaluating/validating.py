"""`validate` of a scorecard over the files of the parties that its attributes come from."""

from collections.abc import Sequence
from pathlib import Path

from puhui.credit.scorecard import Scorecard
from puhui.kernel import Text, suite
from puhui.privacy import disclosure
from puhui.privacy.cards import MODEL, card_digest
from puhui.privacy.errors import NothingToTrain
from puhui.privacy.evaluating.running import Done, Setting, names_of, run_job
from puhui.privacy.evaluating.training import psi_of, with_computer
from puhui.privacy.keys import KeyKind
from puhui.privacy.model import JobSpec, Op, Param, Scheme
from puhui.privacy.policy import TRAINING_MIN
from puhui.privacy.tables import describe


def rows_of(owner: Path, custodians: Sequence[Path], *, key: str, target: str) -> int:
    """How many rows can be common at most, which the planner takes; raises `InputUnreadable`, `SchemaDiffers`."""
    files = [owner, *custodians]
    columns = [[key, target], *[[key] for _ in custodians]]
    return min(describe(*told).rows for told in zip(files, names_of(files), columns, strict=True))


def validate(
    card: Scorecard,
    owner: Path,
    custodians: Sequence[Path],
    *,
    key: str,
    kind: KeyKind,
    target: str,
    bad: Sequence[str],
    out: Path,
    setting: Setting,
) -> Done:
    """`out/<owner>/measures.json`: AUC and KS of the card on the rows that all parties have. Every party sees the card.

    A party gives the attributes whose source it is, by its name.
    """
    files = [owner, *custodians]
    names = names_of(files)
    strange = sorted({attribute.source for attribute in card.attributes} - set(names))
    if strange:
        reason = Text(
            zh="评分卡含有 {strange} 的变量，而参与方为 {names}",
            en="the card has attributes of {strange}, and the parties are {names}",
        ).fill(strange=", ".join(strange), names=", ".join(names))
        raise NothingToTrain(reason=reason, stage="inputs")
    parties = []
    for path, name in zip(files, names, strict=True):
        first = [key, target] if path is owner else [key]
        given = [attribute.name for attribute in card.attributes if attribute.source == name]
        parties.append(describe(path, name, [*first, *given]))
    parties, files = with_computer(parties, files)
    params: dict[str, Param] = {
        "key": key,
        "kind": kind.value,
        **psi_of(parties, setting.suite),
        "target": target,
        "bad": list(bad),
        "categories": [attribute.name for attribute in card.attributes if not attribute.numeric],
        "common_min": TRAINING_MIN,
        "model": card_digest(card, suite(setting.suite)),
    }
    told = disclosure.of_validate(parties)
    spec = JobSpec(Op.VALIDATE, Scheme.ABY3, tuple(parties), (parties[0].name,), "", params, told)
    return run_job(spec, files, out, setting, beside={MODEL: card.dump()})
