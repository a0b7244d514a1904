"""The demo accounts of a city, in `accounts.json` (mode 0600): made at random, never the same in two cities."""

import base64
import json
from pathlib import Path
from typing import Any

from puhui.city.errors import NoCityThere
from puhui.kernel import Entropy, Text

_FILE = "accounts.json"
_PASSWORD_BYTES = 10  # 80 random bits


def new_password(entropy: Entropy) -> str:
    """A password of 16 characters."""
    return base64.b32encode(entropy.take(_PASSWORD_BYTES)).decode().lower()


def save_accounts(city: Path, accounts: list[dict[str, Any]]) -> None:
    """Write the accounts so that nobody but the owner of the folder can read them."""
    path = city / _FILE
    path.touch(mode=0o600)
    path.write_text(json.dumps(accounts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def load_accounts(city: Path) -> list[dict[str, Any]]:
    """The accounts; raises `NoCityThere`."""
    try:
        accounts: list[dict[str, Any]] = json.loads((city / _FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoCityThere(
            folder=city, reason=Text(zh=f"没有 {_FILE}", en=f"there is no {_FILE}"), stage="city"
        ) from None
    except ValueError as reason:
        raise NoCityThere(folder=city, reason=f"{_FILE}: {reason}", stage="city") from None
    return accounts
