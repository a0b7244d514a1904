"""How much of each list others may know, as bars on the first page: against the list, not against a budget."""

from puhui.privacy.dossier import reach
from puhui.privacy.dossier.blocks import Shares
from puhui.privacy.dossier.reach import Reach
from puhui.privacy.dossier.writing import Writing

MUCH = 0.5  # of a list: from here on the first page says it in words too


def picture(w: Writing) -> Shares | None:
    """The lists as bars; None where nobody asked of one."""
    rows = tuple((name(w, one), one.share, told(w, one)) for one in reach.of_us(w.dossier.deeds))
    return Shares(w.told("reach_picture"), rows) if rows else None


def name(w: Writing, one: Reach) -> str:
    """Who, and of which list."""
    return w.say(
        f"{w.org(one.learner)}，{w.dataset(one.dataset, one.owner)}",
        f"{w.org(one.learner)}, {w.dataset(one.dataset, one.owner)}",
    )


def told(w: Writing, one: Reach) -> str:
    """How much, in figures."""
    return w.told("reach", rows=f"{one.rows:,}", known=f"{one.known:,}", share=f"{one.share:.0%}")
