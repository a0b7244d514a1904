"""What every view is made of: a strict model, and the forms of its fields."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Fen = Annotated[int, Field(ge=-(2**53) + 1, le=2**53 - 1, description="integer fen (0.01 yuan)")]
Rate = Annotated[str, Field(pattern=r"^-?\d{1,4}(\.\d{1,12})?$", description="yearly rate as a decimal string")]
_BYTES3, _REST = r"(?:[A-Za-z0-9_-]{4})*", r"(?:[A-Za-z0-9_-]{2}(?:==)?|[A-Za-z0-9_-]{3}=?)?"
Base64Url = Annotated[str, Field(pattern=f"^{_BYTES3}{_REST}$", max_length=8192)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="lower-case hex")]
Request = Annotated[str, Field(pattern=r"^req_[0-9A-HJKMNP-TV-Z]{26}$", description="sent again, it changes nothing")]


class View(BaseModel):
    """Strict: an unknown field is a mistake of the sender, not something to ignore."""

    model_config = ConfigDict(extra="forbid")
