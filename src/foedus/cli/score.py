"""``foedus score``: how a model does on years or cases it was not fitted on."""

from dataclasses import replace
from inspect import signature
from pathlib import Path
from typing import Any, ClassVar

import typer

from foedus.cli.accept import SCORE_EPILOG
from foedus.cli.accept import score as accept_score
from foedus.cli.clip.clip import SCORE_EPILOG as CLIP_EPILOG
from foedus.cli.clip.clip import score as clip_score
from foedus.cli.give import Answer, form, give
from foedus.cli.models import ANSWER, JSON, RECORD, Models, Option, built
from foedus.cli.negotiate import score as negotiate_score
from foedus.cli.style import group
from foedus.errors import InputError, UnknownNameError
from foedus.history.model import MODELS, Model, Scoring, find


class ModelScores(Models):
    """Every model of history that has scores."""

    lines: ClassVar = {name: score for name, (_, score) in MODELS.items() if score}

    def built(self, name: str) -> Any:
        """The command that scores it."""
        model = find(name)
        scoring = model.scoring
        if scoring is None:
            raise UnknownNameError("score", name, self.lines)

        def run(out: Path | None, json: bool, **options: Any) -> None:
            _score(model, scoring, out, json, options)

        kept = {"record": RECORD} if scoring.kept else {}
        own: dict[str, Option] = {"out": ANSWER, **kept, "json": JSON}
        return built(name, self.lines[name], scoring.examples, run, scoring.run, **own)


app = group("How a model does on years or cases it was not fitted on.", cls=ModelScores)


def _score(
    model: Model[Any], scoring: Scoring[Any], out: Path | None, json: bool, options: dict[str, Any]
) -> None:
    from foedus.cli.progress import watched

    record: Path | None = options.get("record")
    if record is not None and options.get("fitted") is not None:
        raise InputError("both were given", where="--posterior, --record", hint="one of the two")
    kept: Any = model.store.load(record) if record is not None else None
    given = {each: options[each] for each in signature(scoring.run).parameters if each in options}
    with watched() as report:
        found = scoring.run(report, **given)
    document = scoring.document(found)
    if record is not None:
        model.store.save(replace(kept, **{scoring.kept: document}), record)
    give(Answer(lambda: scoring.sections(found), lambda: document), form(json), out)
    if options.get("plot") and not json and out is None:
        typer.echo(f"\ncalibration plot: {options['plot']}")


# The same command as `foedus negotiate score`: it lives beside the forecast that it scores.
app.command(
    "negotiate",
    help="Score the negotiation forecast on issues with known outcomes.",
    epilog="Example: foedus score negotiate --issues issues.csv --positions positions.csv",
)(negotiate_score)
app.command("accept", epilog=SCORE_EPILOG)(accept_score)
app.command("clip", epilog=CLIP_EPILOG)(clip_score)
