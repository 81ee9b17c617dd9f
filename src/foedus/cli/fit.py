"""``foedus fit``: refit a model from public data and write its posterior."""

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
    from foedus.history.refit import refit
    from foedus.storage import check_folder, check_place

    check_folder(out, f"--out {out}") if model.file else check_place(out, (), f"--out {out}")
    with watched() as report:
        found = refit(model, out, report, options)
    give(Answer(found.sections, found.to_dict), form(json))
