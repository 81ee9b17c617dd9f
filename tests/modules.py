"""Files of Python that are in no package: scripts, writers of pages, the builder."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


def module(path: str) -> ModuleType:
    """A file by its path in the repository, run anew."""
    spec = spec_from_file_location(f"of_{Path(path).stem}", ROOT / path)
    assert spec
    assert spec.loader
    made = module_from_spec(spec)
    sys.modules[spec.name] = made  # where its records look for their own types
    spec.loader.exec_module(made)
    return made
