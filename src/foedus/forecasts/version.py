"""A seal as a version of an answer: its question, facts and posteriors, read back from the log."""

import tempfile
from pathlib import Path

from foedus.errors import DataError, InputError
from foedus.explanation.version import AnswerVersion, sealed_origin
from foedus.facts import snapshot
from foedus.forecasts.book import ForecastBook, now
from foedus.forecasts.maker.program import MAIN, kept
from foedus.forecasts.seal import KeptFile, Seal
from foedus.history import depth, honor, horizon, lapse, origins
from foedus.history.ladder import posterior as ladder
from foedus.history.origins import Origin, store
from foedus.history.strategic import posterior as strategic
from foedus.scenario import loads


def version(book: ForecastBook, seal: Seal) -> AnswerVersion:
    """The seal's version. Raises InputError for a seal of anything but a scenario's designs."""
    if seal.what != "scenario":
        raise InputError(
            f"{seal.id} is of {seal.what}, not of a scenario's designs", where="--since",
            hint="a seal that `foedus forecast seal SCENARIO` made",
        )  # fmt: skip
    return AnswerVersion(
        seal.id, loads(seal.inputs["scenario"], seal.subject),
        snapshot.loads(seal.inputs["facts"], seal.id), _origin(book, seal),
    )  # fmt: skip


def _origin(book: ForecastBook, seal: Seal) -> Origin:
    """The posteriors that were sealed; today's own objects where the bytes are the same.

    Raises DataError where this program cannot read them.
    """
    today = {name: each.sha256 for name, each in _shipped(tuple(seal.models)).items()}
    if set(seal.models) == set(MAIN):
        if today == seal.models:
            return origins.main()
    elif today == seal.models:
        [name] = seal.models
        return origins.before(int(name.rpartition("/")[2]) + 1)
    with tempfile.TemporaryDirectory() as folder:
        files = {}
        for place, (name, digest) in enumerate(seal.models.items()):
            files[name] = Path(folder) / f"{place}.json"
            files[name].write_bytes(book.file(digest).raw())
        try:
            if set(files) != set(MAIN):
                return store.load(next(iter(files.values())))
            rungs, measure = ladder.load(files["ladder"]), depth.load(files["depth"])
            hazard = lapse.load(files["lapse"])
            read = Origin(
                max(rungs.last, measure.last, hazard.last), rungs, measure,
                honor.load(files["honor"]), hazard, strategic.load(files["extended-deterrence"]),
            )  # fmt: skip
            return sealed_origin(read, horizon.load(files["horizon"]).pools)
        except InputError as error:
            raise DataError(
                f"this program cannot read the posteriors of {seal.id}: {error.what}",
                where=str(book.path), hint="a Foedus of the version that sealed them",
            ) from None  # fmt: skip


def _shipped(names: tuple[str, ...]) -> dict[str, KeptFile]:
    """Posteriors as they ship now, by name; those that ship no more are left out."""
    from importlib.resources import files

    folder = files("foedus.history").joinpath("posteriors")
    there = tuple(name for name in names if folder.joinpath(f"{name}.json").is_file())
    return {each.name: each for each in kept(there, now())}


def recorded(seal: Seal, design: str, event: str, year: int) -> float | None:
    """What the seal itself says of a chance by the end of a year (from 0), where it asks for it."""
    for each in seal.questions:
        if each.id == f"{design}/{event}/{year + 1}":
            return each.chance
    return None
