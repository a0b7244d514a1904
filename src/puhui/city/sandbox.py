"""Make a sandbox: a small city of its own mode, and the tokens by which a bank's programs come in.

The tokens are issued as any are: proposed by one of the bank's administrators, confirmed by the other.
"""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from puhui.assembly import Node
from puhui.assembly.holding import holding
from puhui.assembly.settings import Settings
from puhui.assembly.wiring import wire
from puhui.city.accounts import load_accounts
from puhui.city.errors import NoCityThere, NoSandboxThere, NoSuchBank
from puhui.city.making import make_city
from puhui.city.running import nodes_of
from puhui.city.sandbox_cases import ACCOUNTS, AS_OF, ENTERPRISES, SEED, START, cases
from puhui.desks.actors import Actor
from puhui.desks.views import TokenRequest
from puhui.parties import GIVEN_TO_PROGRAMS, PersonRole

TOKENS_FILE = "tokens.json"
BANKS = tuple(sorted(set.intersection(*(set(one.players) for one in cases()))))  # those where every case is played
_DAYS = 365
_NAME = "sandbox-"
_STAGE = "city.sandbox"


def make_sandbox(
    folder: Path, *, bank: str, base_port: int, progress: Callable[[str, int, int], None] | None = None
) -> dict[str, Any]:
    """Make a sandbox in `folder`, which must not exist or be empty; raises `NoSuchBank`, `CityExists`.

    Every one has the same enterprises and begins at the same moment. Answers what was made, with the bank's tokens.
    """
    if bank not in BANKS:
        raise NoSuchBank(bank=bank, known=", ".join(BANKS), stage=_STAGE)
    made = make_city(
        folder,
        enterprises=ENTERPRISES,
        seed=SEED,
        base_port=base_port,
        as_of=AS_OF,
        mode="sandbox",
        start=START,
        owners=ACCOUNTS,
        progress=progress,
    )
    try:
        tokens = issue_tokens(folder, bank)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # a sandbox is there whole, or not at all
        raise
    return made | {"bank": bank, **tokens}


def issue_tokens(folder: Path, bank: str) -> dict[str, Any]:
    """Fresh tokens of every role for a bank's programs, in `tokens.json` (mode 0600); older ones of here are revoked.

    The bank's node must not run; raises `NodeAlreadyRuns`, `NoSandboxThere`.
    """
    settings = _bank_of(folder, bank)
    with holding(settings.folder, settings.org):
        node = wire(settings)
        try:
            first, second = (_administrator(node, folder, login) for login in ("administrator", "administrator2"))
            _revoke_old(node, first)
            roles = {role.value: role.value for role in sorted(GIVEN_TO_PROGRAMS)}
            roles |= {f"{PersonRole.APPROVER.value}2": PersonRole.APPROVER.value}  # appeals are answered by another one
            secrets = {name: _issue(node, name, role, first, second) for name, role in roles.items()}
            until = node.clock.now() + timedelta(days=_DAYS)
        finally:
            node.stop()
    told = {"bank": bank, "url": f"http://{settings.host}:{settings.port}", "until": until.isoformat()}
    path = folder / TOKENS_FILE
    path.touch(mode=0o600)
    path.write_text(json.dumps(told | {"tokens": secrets}, indent=1) + "\n", encoding="utf-8")
    return told | {"tokens": secrets, "tokens_file": str(path)}


def sandbox_nodes(folder: Path) -> list[Settings]:
    """The settings of all nodes of a sandbox; raises `NoCityThere`, and `NoSandboxThere` where it is real."""
    nodes = nodes_of(folder)
    if any(node.mode != "sandbox" for node in nodes):
        raise NoSandboxThere(folder=folder, stage=_STAGE)
    return nodes


def _bank_of(folder: Path, bank: str) -> Settings:
    found = next((one for one in sandbox_nodes(folder) if one.org == bank and one.role == "bank"), None)
    if found is None:
        raise NoSuchBank(bank=bank, known=", ".join(BANKS), stage=_STAGE)
    return found


def _administrator(node: Node, folder: Path, login: str) -> Actor:
    """Sign one of the bank's administrators in, as at the portal."""
    account = next((one for one in load_accounts(folder) if (one["org"], one["login"]) == (node.org, login)), None)
    if account is None:
        raise NoCityThere(folder=folder, reason=f"{node.org}: {login}?", stage=_STAGE)
    session, _ = node.people.sign_in(login, account["password"])
    return node.people.actor(session.token)


def _revoke_old(node: Node, administrator: Actor) -> None:
    for one in node.programs.tokens().items:
        if one.name.startswith(_NAME) and one.state in ("waiting", "live"):
            node.programs.revoke(one.id, administrator)


def _issue(node: Node, name: str, role: str, first: Actor, second: Actor) -> str:
    asked = TokenRequest.model_validate({"name": f"{_NAME}{name}", "role": role, "days": _DAYS})
    issued = node.programs.issue(asked, first)
    if issued.secret is None:
        issued = node.programs.confirm(issued.token.id, second)
    assert issued.secret is not None
    return issued.secret
