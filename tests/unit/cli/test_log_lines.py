"""What is logged while a command runs is never among its answer."""

import json

import pytest
import structlog
from typer.testing import CliRunner

from puhui.cli import app
from puhui.cli.output import log_lines


def test_a_warning_is_one_object_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    log_lines()
    structlog.get_logger("test").warning("a view could not be made", dataset="税务发票")
    told = capsys.readouterr()
    assert told.out == ""
    assert json.loads(told.err)["dataset"] == "税务发票"


def test_every_command_logs_there() -> None:
    structlog.reset_defaults()
    CliRunner().invoke(app, ["node", "openapi"])
    assert structlog.is_configured()
