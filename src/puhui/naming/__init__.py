"""Names, resolved: which entry of a register a name means, how sure that is, and what agreed. Pure; no I/O.

The room promises that a name is taken apart the same way wherever it comes from (full and half width, traditional and
simplified, an exchange's marks, region, trade and legal form; romanised names whatever their spelling and order), that
ranking is deterministic and says its reasons, and that what is doubtful is said to be: a tie or a weak likeness is
never joined silently.

>>> from puhui.naming import NameIndex
>>> index = NameIndex(["a", "b"], ["湖南华联瓷业股份有限公司", "沪士电子股份有限公司"])
>>> found = index.match(["華聯瓷業"])[0]
>>> found.verdict.value, found.key, found.best.agreements[0].text.en
('linked', 'a', 'all characters occur in order')
"""

from puhui.naming.chinese import ChineseName, is_chinese, normalise_chinese, parse_chinese, simplified, without_marks
from puhui.naming.errors import KeysAndNamesDiffer, MalformedWeights, RegisterEmpty
from puhui.naming.index import Agreement, Candidate, NameIndex, Resolution, Verdict
from puhui.naming.romanised import RomanisedName, parse_romanised, sounds_like
from puhui.naming.scanning import Hits, Phrases, longest

__all__ = [
    "Agreement",
    "Candidate",
    "ChineseName",
    "Hits",
    "KeysAndNamesDiffer",
    "MalformedWeights",
    "NameIndex",
    "Phrases",
    "RegisterEmpty",
    "Resolution",
    "RomanisedName",
    "Verdict",
    "is_chinese",
    "longest",
    "normalise_chinese",
    "parse_chinese",
    "parse_romanised",
    "simplified",
    "sounds_like",
    "without_marks",
]
