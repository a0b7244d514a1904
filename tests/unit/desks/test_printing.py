"""The report: the same document, set by Typst."""

from datetime import UTC, date, datetime

import pytest

from puhui.credit.portrait import Basics, PeerGroups, Portrait, compose
from puhui.desks import printing
from puhui.desks.printing import PrinterWithoutChinese, printed
from puhui.kernel import Language

DAY = date(2026, 6, 30)


def hollow() -> Portrait:
    basics = Basics(uscc="91110000600037341L", name="华兴 #建材 $1", segment="small_micro", as_of=DAY)
    return compose(basics, {}, PeerGroups([]), at=datetime(2026, 6, 30, 3, tzinfo=UTC))


@pytest.mark.parametrize("language", Language)
def test_a_portrait_of_which_nothing_is_known_prints_and_twice_the_same(language: Language) -> None:
    report = printed(hollow(), language)
    assert report.startswith(b"%PDF-")
    assert printed(hollow(), language) == report


def test_a_specimen_is_marked_on_every_page_and_a_real_report_on_none(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = printing.typst.compile
    monkeypatch.setattr(printing.typst, "compile", lambda *given, **named: compiled(*given, **named, format="svg"))
    marked, plain = (printed(hollow(), Language.EN, specimen=specimen) for specimen in (True, False))
    assert b"#f2d9cf" in marked, "the mark's colour is nothing else's"
    assert b"#f2d9cf" not in plain


def test_a_machine_without_chinese_is_told_which_fonts_would_do(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bare:
        def __init__(self, **_: bool) -> None: ...

        def families(self) -> list[str]:
            return ["DejaVu Sans"]

    monkeypatch.setattr(printing.typst, "Fonts", Bare)
    printing._fonts.cache_clear()
    with pytest.raises(PrinterWithoutChinese, match="Noto Sans CJK SC"):
        printed(hollow(), Language.EN)
    printing._fonts.cache_clear()


@pytest.mark.parametrize(
    "name", ['#link("http://evil.example")[x]', '#panic("x") *华兴* $1 \\', "<script>alert(1)</script>"]
)
def test_a_name_is_words_on_paper_and_never_markup(name: str) -> None:
    basics = Basics(uscc="91110000600037341L", name=name, segment="small_micro", as_of=DAY)
    report = printed(compose(basics, {}, PeerGroups([]), at=datetime(2026, 6, 30, 3, tzinfo=UTC)), Language.ZH_CN)
    assert report.startswith(b"%PDF-")
    assert not any(mark in report for mark in (b"/URI", b"/JavaScript", b"/Annot")), "a link would be one"
