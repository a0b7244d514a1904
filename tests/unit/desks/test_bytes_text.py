"""Bytes in JSON: what the views let in can be decoded, so that no caller's text breaks a desk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from puhui.desks.bytes_text import base64url, from_base64url
from puhui.desks.views import Base64Url

LET_IN = TypeAdapter(Base64Url)


@given(st.binary(max_size=40), st.booleans())
def test_bytes_come_back_padded_or_not(data: bytes, padded: bool) -> None:
    text = base64url(data)
    text += "=" * (-len(text) % 4) if padded else ""
    assert from_base64url(LET_IN.validate_python(text)) == data


@given(st.text("Aa0_-=", max_size=9))
def test_whatever_is_let_in_can_be_decoded(text: str) -> None:
    try:
        let_in = LET_IN.validate_python(text)
    except ValidationError:
        return
    assert isinstance(from_base64url(let_in), bytes)


@pytest.mark.parametrize("text", ["-", "AAAAA", "AA=", "AAA==", "A=A=", "AA+A", "AA==\n"])
def test_what_is_no_base64url_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        LET_IN.validate_python(text)
