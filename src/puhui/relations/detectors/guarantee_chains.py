"""CHAIN: guarantees that tie many, or somebody in default, but never come back to who gave them: chains and stars.

Parents guarantee for subsidiaries and guarantee companies for clients, so a chain is no pattern of fraud. Its risk is
the guarantor's: judged as a circle's, by defaults and by guarantees per net assets.
Found together with the circles: `guarantee_circles`.
"""

from puhui.kernel import Text

CODE = "CHAIN"
TITLE = Text(zh="担保链", en="guarantee chain")
