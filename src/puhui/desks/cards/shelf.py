"""The cards that a node knows by name and version: those of the house, and the files in its folder of cards.

A product names its card; a grant names the card's digest. A card that changes without a new version has another digest,
so what was granted does not cover it.
"""

from pathlib import Path

from puhui.credit import Scorecard
from puhui.credit.expert import names, shipped
from puhui.desks.cards import city_card, joint_card
from puhui.kernel import Category, PuhuiError, Text


class CardUnknown(PuhuiError):
    """No card of that name and version is on this node's shelf."""

    category = Category.UNAVAILABLE
    retriable = False
    cause = Text(zh="本节点没有评分卡 {card} {version}", en="this node has no card {card} {version}")
    remedy = Text(
        zh="请把该评分卡的文件放入节点的 cards 文件夹；现有：{known}",
        en="put the card's file into the node's folder of cards; there are {known}",
    )


class CardShelf:
    """Cards by name and version. The folder is read for each question, so a new file is seen at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, name: str, version: str) -> Scorecard:
        """The card; raises `CardUnknown`, `MalformedScorecard` for a file that is none."""
        cards = {(card.name, card.version): card for card in (*self._files(), *_house())}
        found = cards.get((name, version))
        if found is None:
            known = ", ".join(f"{one} {of}" for one, of in sorted(cards))
            raise CardUnknown(card=name, version=version, known=known, stage="desks.cards")
        return found

    def _files(self) -> list[Scorecard]:
        return [Scorecard.parse(path.read_bytes()) for path in sorted(self._folder.glob("*.json"))]


def _house() -> list[Scorecard]:
    return [city_card(), joint_card(), *(shipped(name) for name in names())]
