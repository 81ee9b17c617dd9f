"""``foedus`` as tests run it: here, or in a process of its own where its surroundings differ."""

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from foedus.cli import main

CODE = "from foedus.cli import main; main()"


def foedus(*arguments: str, cwd: Path | None = None, **environment: str) -> CompletedProcess[str]:
    """What it printed, and its exit code.

    With an environment of its own it is a new process, since what was read of data here is kept.
    """
    if environment:
        return subprocess.run(
            [sys.executable, "-c", CODE, *arguments], capture_output=True, text=True, check=False,
            cwd=cwd, env={**os.environ, "PYTHONUTF8": "1", **environment},
        )  # fmt: skip
    out, error, words = io.StringIO(), io.StringIO(), ["foedus", *arguments]
    with (
        patch.object(sys, "argv", words), patch("warnings.showwarning"), chdir(cwd or "."),
        redirect_stdout(out), redirect_stderr(error),
    ):  # fmt: skip
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return CompletedProcess(words, code, out.getvalue(), error.getvalue())
