"""Lists a page at a time, as people and programs are shown them."""

from collections.abc import Sequence
from typing import Any

from puhui.desks.localising import localised
from puhui.kernel import Language
from puhui.lending.listing import Page, Sought

Document = dict[str, Any]


def page_document(page: Page[Document], language: Language) -> Document:
    """The page's items in the reader's language; `next` is the id to go on after, None where nothing follows."""
    following = page.items[-1]["id"] if page.more else None
    return {"items": localised(list(page.items), language), "total": page.total, "next": following}


def page_of(found: Sequence[Document], sought: Sought) -> Page[Document]:
    """What is sought among documents of one enterprise, which lie in their order.

    >>> own = [{"id": f"apl_{n}", "state": "draft", "enterprise": {"uscc": "91A", "name": "青禾"}} for n in range(3)]
    >>> [one["id"] for one in page_of(own, Sought(words="青", after="apl_0", limit=1)).items]
    ['apl_1']
    """
    fitting = [one for one in found if _fits(one, sought)]
    ids = [one["id"] for one in fitting]
    start = 0 if not sought.after else ids.index(sought.after) + 1 if sought.after in ids else len(ids)
    shown = fitting[start : start + sought.limit]
    return Page(shown, len(fitting), more=start + len(shown) < len(fitting))


def _fits(one: Document, sought: Sought) -> bool:
    words, of = sought.words.lower(), one["enterprise"]
    begins = any(text.lower().startswith(words) for text in (one["id"], of["uscc"]))
    return (not sought.states or one["state"] in sought.states) and (begins or words in of["name"].lower())
