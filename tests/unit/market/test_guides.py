"""The Python of the two guides runs, in order, as it stands."""

import re
from pathlib import Path

import pytest

GUIDES = Path(__file__).parents[3] / "docs" / "guides"


@pytest.mark.parametrize("name", ["add-a-product", "change-a-rule"])
def test_the_code_of_the_guide_runs(name: str) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (GUIDES / f"{name}.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    space: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, f"{name}.md", "exec"), space)


def test_every_key_of_a_product_is_described() -> None:
    from puhui.market import product

    page = (GUIDES / "add-a-product.md").read_text(encoding="utf-8")
    undescribed = [key for key in product.KEYS if f"`{key}`" not in page]
    assert undescribed == []
