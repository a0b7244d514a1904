"""One fault of a decision file: which cell it is in, and what is wrong, in both languages.

>>> str(Fault(Text(zh="代码重复", en="code A_B stands twice"), row=3, column="code"))
'row 3: code A_B stands twice'
"""

from dataclasses import dataclass

from puhui.kernel import Text

CONDITION = "condition"
"""The column of a row's condition; every other column has the name of its output."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`row` counts rules from 1; 0 where the whole file is meant. `column` is a rule's, or names a threshold."""

    text: Text
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        return f"row {self.row}: {self.text.en}" if self.row else self.text.en
