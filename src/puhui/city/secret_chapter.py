"""A loan that is assessed by a score alone, played after the first one: the bureaus compute, the bank sees the score.

The enterprise is the one that got the first loan, so its key is enrolled and its wallet there.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from puhui.assembly.settings import Settings
from puhui.city import story
from puhui.city.accounts import load_accounts
from puhui.city.awaiting import awaited
from puhui.city.desk import Person
from puhui.city.errors import StoryStuck
from puhui.city.running import local_url
from puhui.city.story import Chapter, Tell, Transport
from puhui.kernel import Text
from puhui.privacy.engine import engine_installed

_SCORE_SECONDS_MAX = 600  # the computation's own deadline


def play(
    city: Path, nodes: Sequence[Settings], language: str, tell: Tell | None, transport: Transport | None = None
) -> dict[str, Any]:
    """Play the first loan, and the second one where the engine of private computations is installed."""
    told = story.play(city, nodes, language, tell, transport)
    if engine_installed():
        told["by_score"] = play_by_score(city, nodes, language, tell, transport, told=told)
    elif tell:
        tell({"number": "", "room": "privacy", "text": "no loan by a secret score: run `make privacy` first"})
    return told


def play_by_score(
    city: Path,
    nodes: Sequence[Settings],
    language: str,
    tell: Tell | None,
    transport: Transport | None = None,
    *,
    told: dict[str, Any],
) -> dict[str, Any]:
    """Play one such loan for the enterprise of a story `told` before; its steps, numbered on, and why there is none.

    Raises `StoryStuck` where no product is assessed by a score, and when there is no score.
    """
    accounts = load_accounts(city)
    uscc = told["enterprise"]["uscc"]
    owner = next(one for one in accounts if one["role"] == "owner" and one["enterprise"]["uscc"] == uscc)
    chapter = _ByScore(
        city,
        urls={node.org: local_url(node) for node in nodes},
        accounts=accounts,
        owner=owner,
        language=language,
        tell=tell,
        transport=transport,
        first=len(told["steps"]) + 1,
    )
    declined = chapter.play()
    return {"steps": chapter.told()["steps"], "declined": declined}


class _ByScore(Chapter):
    """One enterprise's second loan."""

    def play(self) -> str | None:
        """None when the loan was paid out and its first instalment paid; otherwise why there is none."""
        with ExitStack() as stack:
            owner = stack.enter_context(self._person(self._account))
            products = owner.get("/products")["items"]
            product = next((one for one in products if one["evidence"]["shown"] == "score"), None)
            if product is None:
                raise self._stuck(
                    Text(zh="没有按评分评估的产品", en="no product is assessed by a score"),
                    Text(zh="请在银行的 products.json 中添加一个", en="add one to the banks' products.json"),
                )
            self._seen_uses |= {use["entry"] for use in owner.get("/uses")["items"]}
            return self._borrow(owner, product, stack)

    def _assess(self, officer: Person, path: str) -> dict[str, Any]:
        officer.post(f"{path}/scoring")

        def look() -> dict[str, Any] | None:
            found: dict[str, Any] = officer.get(f"{path}/scoring")
            return None if found["state"] == "running" else found

        scoring = awaited(
            look,
            self._stuck(
                Text(zh="一直没有结束", en="it never ended"), Text(zh="请查看各节点的日志", en="read the nodes' logs")
            ),
            _SCORE_SECONDS_MAX,
        )
        if scoring["state"] == "failed":
            problem = scoring["problem"]
            raise self._stuck(f"{problem['party']}: {problem['cause']}", problem["remedy"])
        recommendation: dict[str, Any] = scoring["recommendation"]
        score = recommendation["score"]
        text = (
            f"{score['score']} {score['grade']} by {score['model']['name']}, computed in secret by "
            f"{len(score['secret']['custodians'])} custodians; no figure behind it is shown"
        )
        self._step("secret-score", "privacy", text, officer, score["entry"])
        return recommendation

    def _uses(self, owner: Person, why: str) -> None:
        """The uses, once each custodian has told how its part ended: it does so after the bank has the score."""

        def look() -> bool | None:
            return all(use["outcome"] != "pending" for use in owner.get("/uses")["items"]) or None

        awaited(
            look,
            self._stuck(
                Text(zh="有一次使用一直没有结束", en="a use never ended"),
                Text(zh="请查看数据提供方的日志", en="read the custodians' logs"),
            ),
        )
        super()._uses(owner, why)

    def _stuck(self, reason: str | Text, advice: Text) -> StoryStuck:
        return StoryStuck(
            step=Text(zh="密态评分", en="secret score"), reason=reason, advice=advice, stage="city.secret_chapter"
        )
