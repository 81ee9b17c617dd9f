"""``foedus fit``: refit a model from public data and write its posterior."""

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import typer

from foedus.cli.give import Answer, form, give
from foedus.cli.models import JSON, Models, Option, built
from foedus.cli.style import group
from foedus.history.model import MODELS, Model, find

FOLDER = typer.Option(..., metavar="DIR", help="Folder to write to; it is made if it is not there.")


class Fits(Models):
    """Every model of history."""

    lines: ClassVar = {name: fit for name, (fit, _) in MODELS.items()}

    def built(self, name: str) -> Any:
        """The command that fits it."""
        model = find(name)

        def run(out: Path, json: bool, **options: Any) -> None:
            _fit(model, out, json, options)

        file = typer.Option(Path(f"{name}.json"), help="File to write.")
        out: Option = (Path, FOLDER if model.file else file)
        line = self.lines[name]
        return built(name, line, model.examples, run, model.fit, out=out, json=JSON)


app = group("Refit a model from public data and write its posterior.", cls=Fits)


def _fit(model: Model[Any], out: Path, json: bool, options: dict[str, Any]) -> None:
    from foedus.cli.progress import watched
    from foedus.history.sections import difference
    from foedus.report.blocks import Section
    from foedus.storage import check_folder, check_place

    check_folder(out, f"--out {out}") if model.file else check_place(out, (), f"--out {out}")
    files: dict[Path, Any] = {}
    with watched() as report:
        found = model.fit(report, **options)
        for one in found if model.file else (found,):
            place = out / model.file(one) if model.file else out
            if model.file:
                out.mkdir(parents=True, exist_ok=True)
            model.store.save(one, place)
            files[place] = one
    apart = model.apart(found, model.store.shipped()) if model.apart else None
    ends = {"apart_from_shipped": apart} if model.apart else {}

    def data() -> Any:
        told = [
            model.summary(one) if model.whole else {"out": str(place), **model.summary(one), **ends}
            for place, one in files.items()
        ]
        return told if model.file else told[0]

    def sections() -> list[Section]:
        first, *rest = model.sections(list(files.values()) if model.file else found)
        beside = [Section("apart", "", "", (difference(apart),))] if model.apart else []
        return [replace(first, lead=f"{out}: {first.lead}"), *rest, *beside]

    give(Answer(sections, data), form(json))
