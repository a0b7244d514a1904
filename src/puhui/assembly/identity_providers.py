"""The `identity_providers` of `node.json`: by which an institution's people may sign in here (OpenID Connect)."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from puhui.assembly.outside import FileName, read_secret
from puhui.kernel import Text

if TYPE_CHECKING:
    from puhui.parties.federation import Provider

PROVIDERS_MAX = 4
RETURN_PAGE = "/sign-in/"
_Word = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")]


def _algorithms() -> frozenset[str]:
    from puhui.parties.federation import ALGORITHMS

    return ALGORITHMS


class IdentityProviderSettings(BaseModel):
    """One provider, and this node's registration there: its redirect address is `<public_url>/sign-in/<name>`.

    The secret lies in the file `client_secret_file`; without one the node is a public client. An id_token with one of
    `acr`, or one of `amr`, tells of a second factor; without `factor_required`, that is asked of those alone who have
    an authenticator app here.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,38}$")]
    label_zh: Annotated[str, Field(min_length=1, max_length=60)]
    label_en: Annotated[str, Field(min_length=1, max_length=60)]
    issuer: Annotated[str, Field(max_length=500)]
    client_id: _Word
    client_secret_file: FileName | None = None
    acr: Annotated[list[_Word], Field(max_length=16)] = Field(default_factory=list)
    amr: Annotated[list[_Word], Field(max_length=16)] = Field(default_factory=list)
    factor_required: bool = True
    algorithms: Annotated[list[str], Field(min_length=1)] = Field(default_factory=lambda: sorted(_algorithms()))

    @field_validator("issuer")
    @classmethod
    def _safe(cls, issuer: str) -> str:
        from puhui.parties.federation import is_safe

        if not is_safe(issuer) or "?" in issuer:
            raise ValueError("the issuer is https, or on this machine, without a query")
        return issuer

    @field_validator("algorithms")
    @classmethod
    def _known(cls, algorithms: list[str]) -> list[str]:
        if not _algorithms().issuperset(algorithms):
            raise ValueError(f"algorithms are of {', '.join(sorted(_algorithms()))}")
        return algorithms

    def provider(self, folder: Path, public_url: str) -> "Provider":
        """As the room takes it; raises `SettingsBroken` where the secret is missing or others can read it."""
        from puhui.parties.federation import Provider

        return Provider(
            name=self.name,
            label=Text(zh=self.label_zh, en=self.label_en),
            issuer=self.issuer,
            client_id=self.client_id,
            redirect_uri=f"{public_url.rstrip('/')}{RETURN_PAGE}{self.name}",
            client_secret=read_secret(folder, self.client_secret_file) if self.client_secret_file else "",
            acr=frozenset(self.acr),
            amr=frozenset(self.amr),
            factor_required=self.factor_required,
            algorithms=frozenset(self.algorithms),
        )
