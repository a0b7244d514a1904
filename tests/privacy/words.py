"""Chinese as Chinese readers should have it: codes and names of columns may be Latin, sentences may not."""

import re

_SENTENCE = re.compile(r"[A-Za-z]*[a-z]{2,}(?:,? [a-z]{2,})+")


def english_in(zh: str) -> list[str]:
    """The English wording in a Chinese text: two or more words in a row.

    >>> english_in("共同行数不足：rows in common"), english_in("缺少列 kwh12（现有 uscc, sales）")
    (['rows in common'], [])
    """
    return [said for said in _SENTENCE.findall(zh) if ", " not in said]
