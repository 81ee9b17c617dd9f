"""A seal as a version of an answer: its question, facts and posteriors, read back from the log."""

import json
import tempfile
from pathlib import Path

from foedus.errors import DataError, InputError
from foedus.explanation.attribution import TALKS, AskedNumber
from foedus.explanation.version import AnswerVersion, sealed_origin
from foedus.facts import snapshot
from foedus.facts.snapshot import Snapshot
from foedus.forecasts.book import ForecastBook
from foedus.forecasts.maker.program import MAIN, kept
from foedus.forecasts.seal import KeptFile, Seal
from foedus.history import depth, honor, horizon, lapse, origins
from foedus.history.ladder import posterior as ladder
from foedus.history.origins import Origin, store
from foedus.history.strategic import posterior as strategic
from foedus.ledger.moment import now
from foedus.scenario import loads


def version(book: ForecastBook, seal: Seal) -> AnswerVersion:
    """The seal's version. Raises InputError for a seal of anything but a scenario or its talks."""
    if seal.what == "talks":
        asked = loads(seal.inputs["scenario"], seal.subject)
        bare = Snapshot(asked.challenger, asked.protege, asked.as_of.year, {}, {})
        return AnswerVersion(seal.id, asked, bare, origins.main(), talks=True)
    if seal.what != "scenario":
        raise InputError(
            f"{seal.id} is of {seal.what}, not of a scenario", where="--since",
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


def recorded(seal: Seal, asked: AskedNumber) -> float | None:
    """What the seal itself says of a number, where it has it."""
    if seal.what == "talks":
        kept = json.loads(seal.inputs["quantiles"])
        median = {f"{TALKS}{issue}.point": told["0.50"] for issue, told in kept.items()}
        return median.get(asked.path)
    for each in seal.questions:
        if each.id == f"{asked.design}/{asked.event}/{asked.year + 1}":
            return each.chance
    return None
