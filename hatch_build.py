"""Compiles paths and slice sampler when the package is built, where there is a C compiler.

    python hatch_build.py

builds it in a checkout; installing does so by itself. Without a compiler, or where it fails, all
works as before with arrays, some six times slower: nothing here may stop an installation.
"""

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, where nothing is packed
    BuildHookInterface = object

SOURCE = Path(__file__).resolve().parent / "src/foedus/history/kernel/kernel.c"
LIBRARY = SOURCE.with_suffix(".so")
#: No value is NaN or infinite in there, and none is looked at for how it failed.
FLAGS = ("-std=gnu99", "-O3", "-fno-math-errno", "-fno-trapping-math", "-fno-signed-zeros",
         "-ffinite-math-only", "-fPIC", "-shared")  # fmt: skip


class CustomBuildHook(BuildHookInterface):
    """Adds the compiled library to a wheel, or leaves it beside the source for an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds."""
        why = build()
        if why:
            self.app.display_warning(f"paths and samples are not compiled ({why}): arrays do it")
        elif version != "editable":
            build_data["force_include"][str(LIBRARY)] = "foedus/history/kernel/kernel.so"
            build_data["pure_python"] = False
            build_data["infer_tag"] = True


def build() -> str | None:
    """Compile in place, in one step that leaves the old library or the new; why not, if not."""
    command = compiler()
    if command is None:
        return "no C compiler"
    sources = sorted(SOURCE.parent.glob("*.[ch]"))
    stamp = hashlib.sha256(b"".join(map(Path.read_bytes, sources))).hexdigest()
    made = LIBRARY.with_name(f".kernel-{os.getpid()}.so")
    try:
        done = subprocess.run(  # noqa: S603 (the compiler, on a file of this repository)
            [*command, *FLAGS, f'-DFOEDUS_SOURCE="{stamp}"', str(SOURCE), "-lm", "-o", str(made)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            lines = done.stderr.splitlines()
            return next((line for line in lines if "error" in line), f"{command[0]} failed")
        made.replace(LIBRARY)
    except OSError as error:
        return str(error)
    finally:
        made.unlink(missing_ok=True)
    return None


def compiler() -> list[str] | None:
    """``CC``, what Python was built with, or cc: the first that is here."""
    for words in (os.environ.get("CC"), sysconfig.get_config_var("CC"), "cc", "gcc", "clang"):
        command = shlex.split(words or "")[:1]
        if command and shutil.which(command[0]):
            return command
    return None


if __name__ == "__main__":
    sys.exit(build())
