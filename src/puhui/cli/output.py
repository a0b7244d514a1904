"""What a command prints: one JSON document for machines, tables and plain sentences for people.

>>> emit({"rows": 2}, as_json=True)
{"rows": 2}
"""

import json
import logging
import os
import sys
from typing import Any

from rich.console import Console

from puhui.kernel import Language, PuhuiError

EXIT_NO = 1
EXIT_CANNOT = 2

err = Console(stderr=True, soft_wrap=True)
out = Console(soft_wrap=True)


def language() -> Language:
    """The reader's language: `PUHUI_LANG` (zh-CN or en), English where it says nothing."""
    return Language.ZH_CN if os.environ.get("PUHUI_LANG", "en").lower().startswith("zh") else Language.EN


def emit(document: Any, *, as_json: bool, text: str = "") -> None:
    """Print `document` as JSON for a machine, or `text` for a person."""
    if as_json:
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    elif text:
        out.print(text, markup=False, highlight=False)


def say(zh: str, en: str) -> str:
    """A sentence in the reader's language."""
    return zh if language() is Language.ZH_CN else en


def fail(error: PuhuiError, *, as_json: bool) -> int:
    """Tell the error on standard error (as JSON: on standard output) and answer the exit code."""
    told = error.as_dict(language())
    if as_json:
        sys.stdout.write(json.dumps({"error": told}, ensure_ascii=False) + "\n")
    else:
        where = " / ".join(str(told[part]) for part in ("party", "stage") if told[part])
        err.print(f"{where + ': ' if where else ''}{told['cause']}", style="bold red", markup=False, highlight=False)
        err.print(f"→ {told['remedy']}", markup=False, highlight=False)
    return EXIT_CANNOT


def log_lines() -> None:
    """From here on what is logged is one JSON object a line on standard error, never among what a command answers.

    Tracebacks are plain: rendering them with locals can stop a node.
    """
    import structlog

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # the one of that moment: streams are changed
    )
