"""A sandbox's clock is one for all its nodes and goes forward; its mode and its ledger's origin stand together."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from puhui.assembly.errors import SettingsBroken
from puhui.assembly.outside import NoticeSettings
from puhui.assembly.sandbox import CLOCK_FILE, ORIGIN_PREFIX, SandboxClock, require_own_ledger, start_clock
from puhui.assembly.settings import Settings
from puhui.kernel import ManualClock, SystemClock
from puhui.notifications import Audience, Kind, Notice

MACHINE = datetime(2026, 11, 23, 8, tzinfo=UTC)
BEGAN = datetime(2026, 12, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
SETTINGS = {
    "org": "bank-a",
    "name_zh": "银行",
    "name_en": "Bank",
    "role": "bank",
    "port": 8206,
    "public_url": "http://localhost:8206",
    "origin": f"{ORIGIN_PREFIX}x",
    "suite": "ed25519-sha256",
    "operator": "platform",
    "registry": "registry",
    "contact": "x@bank-a.example",
    "mode": "sandbox",
}


def test_all_nodes_share_one_time_which_runs_with_the_machines_and_is_moved_forward(tmp_path):
    machine = ManualClock(MACHINE)
    start_clock(tmp_path, BEGAN, machine)
    here, there = SandboxClock(tmp_path, machine), SandboxClock(tmp_path, machine)
    assert here.now() == there.now() == BEGAN
    machine.advance(timedelta(minutes=5))
    assert here.now() == BEGAN + timedelta(minutes=5)
    assert there.advance(3 * DAY) == here.now() == BEGAN + timedelta(minutes=5) + 3 * DAY
    assert SandboxClock(tmp_path, machine).now() == here.now()  # after a restart too
    with pytest.raises(ValueError, match="backwards"):
        here.advance(-DAY)


def test_moves_at_once_all_count_and_nobody_sees_time_go_back(tmp_path):
    machine = ManualClock(MACHINE)
    start_clock(tmp_path, BEGAN, machine)
    clocks = [SandboxClock(tmp_path, machine) for _ in range(4)]

    def move(clock: SandboxClock) -> list[datetime]:
        return [time for _ in range(25) for time in (clock.advance(DAY), clock.now())]

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(move, clocks))
    assert all(before <= after for times in seen for before, after in pairwise(times))
    assert clocks[0].now() == BEGAN + 100 * DAY


@pytest.mark.parametrize("text", [None, "", "{}", '{"ahead_us": null}', "[]"])
def test_a_sandbox_without_a_clock_does_not_start(tmp_path, text):
    if text is not None:
        (tmp_path / CLOCK_FILE).write_text(text)
    with pytest.raises(SettingsBroken, match=CLOCK_FILE):
        SandboxClock(tmp_path, SystemClock())


@pytest.mark.parametrize(("mode", "origin"), [("real", f"{ORIGIN_PREFIX}x"), ("sandbox", "puhui.example/mingcheng")])
def test_a_mode_that_its_ledgers_origin_denies_is_refused(tmp_path, mode, origin):
    with pytest.raises(SettingsBroken, match="never mixed"):
        require_own_ledger(mode, origin, tmp_path)


def test_a_mode_that_its_ledgers_origin_confirms_is_not(tmp_path):
    require_own_ledger("real", "puhui.example/mingcheng", tmp_path)
    require_own_ledger("sandbox", f"{ORIGIN_PREFIX}mingcheng", tmp_path)


def test_a_node_is_real_unless_its_settings_say_sandbox(tmp_path):
    (tmp_path / "node.json").write_text(json.dumps({key: SETTINGS[key] for key in SETTINGS if key != "mode"}))
    assert Settings.load(tmp_path).mode == "real"
    (tmp_path / "node.json").write_text(json.dumps(SETTINGS | {"mode": "sandbx"}))
    with pytest.raises(SettingsBroken, match="mode"):
        Settings.load(tmp_path)


def test_a_sandbox_tells_people_nothing_outside(tmp_path):
    email = {"host": "mail.example", "sender": "a@b.example"}
    (tmp_path / "node.json").write_text(json.dumps(SETTINGS | {"notices": {"email": email}}))
    with pytest.raises(SettingsBroken, match="neither e-mail nor SMS"):
        Settings.load(tmp_path)


def test_a_sandboxs_webhook_says_so_inside_what_is_signed(tmp_path):
    secret = tmp_path / "core.secret"
    secret.write_text("whsec_" + "a2tra2tra2tra2tra2tra2tra2tra2tr")
    secret.chmod(0o600)
    hook = {"name": "core", "url": "https://core.bank.example/hook", "secret_file": "core.secret"}
    notices = NoticeSettings.model_validate({"webhooks": [hook]})
    notice = Notice(Kind.CONTRACT_SIGNED, Audience.of_role("officer"), key="k", page="/applications/app_1", values={})
    for mode, told in (("real", None), ("sandbox", "sandbox")):
        (target,) = notices.targets(tmp_path, SystemClock(), mode)
        owed = target.owes(notice, "ntf_1", "2026-12-01T01:00:00Z")
        assert owed is not None
        assert json.loads(owed[1]).get("environment") == told
        target.close()
