"""What a refusal does not tell the enterprise: that it, or one of its people, stands on a list of the authorities, and
what the screening of its application suspects.

Whoever may be under inquiry must not learn it from a bank (FATF recommendation 21, tipping off; 反洗钱法, the duty to
keep such inquiries secret): the reason is told as one sentence that names nothing, and no advice is given beside it,
since advice that helped would be a lie and advice that did not would be a hint. The bank's record keeps everything.
Which sources are withheld is judgement (J). Of a screening that was upheld only what the public register says is told;
the applicant may still ask the bank for its reasons (个人信息保护法 art. 24).

>>> withheld({"evidence": "sanctions_now", "facts": {"sanctions_now": {"source": "risk_list"}}})
True
>>> withheld({"evidence": "screening", "facts": {"screening": {"source": "screening"}}})
True
>>> withheld({"evidence": "score", "facts": {"score": {"source": "score"}}})
False
"""

from collections.abc import Mapping
from typing import Any, Final

from puhui.kernel import Text

SOURCES: Final = frozenset({"risk_list", "screening", "police", "issuer", "verification"})
FACTS: Final = frozenset({"sanctions_now", "police_fraud_now", "screening"})

CODE: Final = "REVIEWED_BY_BANK"
TEXT: Final = Text(
    zh="未通过银行审查；如有异议，可向贷款银行申请复核",
    en="it did not pass the bank's review; whoever disagrees may ask the bank to look again",
)


def withheld(finding: Mapping[str, Any]) -> bool:
    """Whether a finding of a decision record stays at the bank."""
    evidence = finding["evidence"]
    return evidence in FACTS or finding["facts"].get(evidence, {}).get("source") in SOURCES
