"""The published table of PD by score for the default scale: base 600 at odds 19:1, 50 points to double the odds."""

import numpy as np
import pytest

from puhui.credit import GradeTable, Scaling

PD_PERCENT = {
    800: 0.33, 780: 0.43, 760: 0.57, 740: 0.75, 720: 0.99, 700: 1.30, 680: 1.71, 660: 2.24, 640: 2.93,
    620: 3.84, 600: 5.00, 580: 6.49, 560: 8.39, 540: 10.8, 520: 13.8, 500: 17.4, 450: 29.6,
}  # fmt: skip
FLOORS = {"AAA": 780, "AA": 740, "A": 700, "BBB": 660, "BB": 620, "B": 580, "CCC": 540, "CC": 500}


@pytest.mark.parametrize(("score", "percent"), PD_PERCENT.items())
def test_pd_of_score(score: int, percent: float) -> None:
    digits = 2 if percent < 10 else 1
    assert round(Scaling().pd(float(score)) * 100, digits) == percent


def test_factor_and_offset() -> None:
    assert round(Scaling().factor, 4) == 72.1348
    assert round(Scaling().offset, 4) == 387.6036


@pytest.mark.parametrize("score", [300.0, 450.0, 600.0, 777.7, 900.0])
def test_score_and_pd_are_inverse(score: float) -> None:
    assert Scaling().score(Scaling().pd(score)) == pytest.approx(score, abs=1e-9)


@pytest.mark.parametrize(("grade", "floor"), FLOORS.items())
def test_a_grade_begins_at_its_floor(grade: str, floor: int) -> None:
    table = GradeTable.shipped()
    assert table.grade(float(floor)) == grade
    assert table.grade(np.nextafter(floor, 0)) != grade


def test_below_the_last_floor_is_c_and_default_is_d() -> None:
    table = GradeTable.shipped()
    assert table.grade(499.99) == "C"
    assert table.grade(800.0, knocked_out=True) == "D"
