"""Read a portrait back from its document, held to the schema."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from puhui.credit.portrait.errors import MalformedPortrait
from puhui.credit.portrait.model import Portrait


def read_portrait(document: Mapping[str, Any]) -> Portrait:
    """The portrait of its document; raises `MalformedPortrait` with the first place that is wrong."""
    try:
        return Portrait.model_validate_json(json.dumps(document))
    except (ValidationError, TypeError) as found:
        if isinstance(found, TypeError):
            raise MalformedPortrait(where="document", reason="no JSON", stage="credit.portrait") from None
        first = found.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "document"
        raise MalformedPortrait(where=where, reason=first["msg"], stage="credit.portrait") from None
