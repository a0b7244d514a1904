"""Loads SPU's native libraries without its Python front end.

`import spu` imports JAX and its compiler: 3.6 s here, for workers that live a second or two. Our programs are StableHLO
text, so only the two native libraries are needed: 0.15 s. `spu`'s package is entered without running its `__init__`.
Raises `EngineMissing`.
"""

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from puhui.privacy.errors import EngineMissing


def libraries() -> tuple[Any, Any]:
    """(`libspu`, `libpsi`), as they come."""
    if "spu" not in sys.modules:
        spec = importlib.util.find_spec("spu")
        if spec is None or spec.submodule_search_locations is None:
            raise EngineMissing(stage="engine")
        bare = ModuleType("spu")
        bare.__path__ = list(spec.submodule_search_locations)
        bare.__spec__ = spec
        sys.modules["spu"] = bare
    from spu import libpsi, libspu

    libspu._check_cpu_features()
    return libspu, libpsi


def ahead() -> None:
    """Load what any job needs later, for a worker that waits: the libraries, SPU's Python side of a computation, and
    the codec by which the socket library reads a peer's address."""
    libraries()
    for name in ("spu.api", "encodings.idna"):
        importlib.import_module(name)


def load(logs: Path) -> tuple[Any, Any]:
    """(`libspu`, `libpsi`), with their logs and traces kept inside `logs` and off the console."""
    libspu, libpsi = libraries()
    logs.mkdir(exist_ok=True)
    options = libspu.logging.LogOptions()
    options.enable_console_logger = False
    options.system_log_path = str(logs / "system.log")
    options.trace_log_path = str(logs / "trace.log")
    options.log_level = libspu.logging.LogLevel.ERROR
    libspu.logging.setup_logging(options)
    return libspu, libpsi
