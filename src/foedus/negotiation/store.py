"""Write fitted parameters where the forecast reads them, with what they were fitted on."""

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from foedus.negotiation.fit import Fitted
from foedus.version import __version__


def stored(fitted: Fitted, *, sha256: str, scores: dict[str, Any], command: str) -> dict[str, Any]:
    """The parameter file's content."""
    return {
        "what": "parameters of foedus.negotiation.forecast, fitted by maximum likelihood",
        "family": asdict(fitted.family),
        "weights": {key: round(value, 6) for key, value in asdict(fitted.weights).items()},
        "theta": {
            "names": ["log-odds election/normal", "log-odds middle/normal", "log width"],
            "mean": [round(float(v), 6) for v in fitted.theta],
            "covariance": [[round(float(v), 8) for v in row] for row in fitted.covariance],
            "covariance_is": "sandwich, clustered by proposal",
        },
        "data": {"sha256": sha256, "issues": fitted.issues, "proposals": fitted.groups},
        "scores": scores,
        "command": command,
        "version": __version__,
    }


def write_atomically(text: str | bytes, path: Path) -> None:
    """Write to a temporary file in the same folder, then move it into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(text.encode() if isinstance(text, str) else text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def save(content: dict[str, Any], path: Path) -> None:
    """Write the parameter file."""
    write_atomically(json.dumps(content, indent=1, ensure_ascii=False) + "\n", path)
