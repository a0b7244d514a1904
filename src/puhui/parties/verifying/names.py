"""When two names are one: the one normalisation by which verification compares.

1. Unicode NFKC: full-width letters, digits and brackets become plain ones.
2. Blanks and invisible signs (category Zs, Cc, Cf) are dropped.
3. Every kind of bracket becomes `(` or `)`, every middle dot (in names of persons and foreign firms) `·`.
4. Letters become upper case.

Nothing else: a missing 有限公司, a short name, a traditional character make another name. What is registered must be
given in full; searching for likely names is the `naming` room's work, and verification is not a search.

>>> same_name("华兴（淮州）建材 有限公司", "华兴(淮州)建材有限公司"), same_name("买买提•吐尔逊", "买买提·吐尔逊")
(True, True)
>>> same_name("华兴建材有限公司", "华兴建材")
False
"""

import unicodedata

_DROPPED = frozenset({"Zs", "Cc", "Cf"})
_DOTS = frozenset("·•・‧∙⋅ㆍ.．。")
_BRACKETS = {"[": "(", "]": ")", "【": "(", "】": ")", "〔": "(", "〕": ")", "{": "(", "}": ")", "〈": "(", "〉": ")"}


def normalised_name(text: str) -> str:
    """The form in which names are compared: the steps above until they change nothing more.

    One pass is not always enough: upper case can bring signs that NFKC takes apart (`ŉ`), and a dropped sign can
    have parted two that are one.
    """
    before, form = None, text
    while form != before:
        before, form = form, _once(form)
    return form


def _once(text: str) -> str:
    kept = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) not in _DROPPED)
    return "".join("·" if sign in _DOTS else _BRACKETS.get(sign, sign) for sign in kept).upper()


def same_name(one: str, other: str) -> bool:
    """Whether two names are one; an empty name is nobody's."""
    left, right = normalised_name(one), normalised_name(other)
    return bool(left) and left == right
