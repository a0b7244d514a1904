"""What the description of the API says beside its routes: how programs sign in, and which calls may carry a key."""

from typing import Any

from puhui.api.keyed_calls import HEADER, takes_key
from puhui.desks.keyed_calls import KEY_CHARS_MAX

_PREFIX = "/api/v1"
_KEY = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "drawn by the caller; the same call under the same key is made once and answered the same",
    "schema": {"type": "string", "minLength": 1, "maxLength": KEY_CHARS_MAX, "pattern": "^[!-~]+$", "title": HEADER},
}
_SCHEMES = {
    "program": {"type": "http", "scheme": "bearer", "description": "a program's token, issued by its administrators"},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "puhui_session_{org}",
        "description": "a person's session; the cookie is named for the node's organisation",
    },
}


def complete(description: dict[str, Any]) -> dict[str, Any]:
    """The description with both, in place."""
    description.setdefault("components", {})["securitySchemes"] = _SCHEMES
    description["security"] = [{name: []} for name in _SCHEMES]
    for path, operations in description["paths"].items():
        if "post" in operations and takes_key(path.removeprefix(_PREFIX)):
            operations["post"].setdefault("parameters", []).append(_KEY)
    return description
