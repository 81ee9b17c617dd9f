"""A signaling game as a document: formulas over columns, what was observed, how to fit it."""

from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from foedus import document
from foedus.errors import InputError, UnknownNameError
from foedus.games.formula import Formula, fixed
from foedus.games.signaling.payoffs import OUTCOMES, UTILITIES
from foedus.record import Record, Text, Texts, validate, wrong
from foedus.storage import exists

Method = Literal["npl", "pl", "full"]


class CountColumns(Record):
    """Four columns of counts; or, with ``column``, the four labels that this column holds."""

    sq: Text = "sq"
    cd: Text = "cd"
    sf: Text = "sf"
    bd: Text = "bd"
    column: Text | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The four columns or labels in outcome order."""
        return tuple(getattr(self, outcome) for outcome in OUTCOMES)


class Utilities(Record):
    """The seven payoffs: a formula each, ``constant``, or a number at which it is held."""

    SA: Text | float
    VA: Text | float
    CB: Text | float
    barWA: Text | float  # noqa: N815 - the paper's names
    barWB: Text | float  # noqa: N815
    bara: Text | float
    VB: Text | float

    def formula(self, name: str) -> Formula:
        """One utility as a formula; a fixed payoff is a formula without parameters."""
        given = getattr(self, name)
        if isinstance(given, str):
            return Formula(given)
        return fixed(given)


class FirstStage(Record):
    """Where beliefs come from before any game is solved.

    columns: two columns of the data, with the standard errors of both if known (columns, or a
    number for all games), taken as independent. logit: logits of resisting and standing firm on
    ``formula`` (by default every regressor of the utilities). forest: random forests on the
    same, as the R package sigInt does, with ``replications`` bootstraps for their covariance.
    covariance: whether PL's standard errors count the first stage's own error (``estimated``), take
    its beliefs as exact (``ignored``), or, for columns of unstated error, withheld (``unknown``).
    """

    kind: Literal["columns", "logit", "forest"] = "logit"
    resist: Text | None = None
    firm: Text | None = None
    resist_error: Text | Annotated[float, Field(ge=0)] | None = None
    firm_error: Text | Annotated[float, Field(ge=0)] | None = None
    formula: Text | None = None
    replications: Annotated[int, Field(ge=2, le=1000)] = 25
    covariance: Literal["estimated", "ignored", "unknown"] | None = None

    @model_validator(mode="after")
    def _columns_are_named(self) -> "FirstStage":
        if (self.kind == "columns") != (self.resist is not None and self.firm is not None):
            raise wrong(
                "kind: columns and the two columns resist and firm go together",
                "write {kind: columns, resist: PRhat, firm: PFhat}, or kind: logit alone",
            )
        errors = (self.resist_error is not None) + (self.firm_error is not None)
        if errors == 1 or (errors and self.kind != "columns"):
            raise wrong("resist_error and firm_error go together, and with kind: columns")
        if self.kind == "columns" and self.covariance == "estimated" and not errors:
            raise wrong(
                "columns carry no covariance",
                "give resist_error and firm_error, or covariance: ignored, or unknown",
            )
        return self

    @property
    def spread(self) -> Literal["estimated", "ignored", "unknown"]:
        """What PL's standard errors do about the first stage."""
        bare = self.kind == "columns" and self.resist_error is None
        return self.covariance or ("unknown" if bare else "estimated")


class Specification(Record):
    """A signaling game to fit. Keys not given take the defaults below."""

    game: Literal["signaling"]
    title: Text = "Crisis-signaling game"
    cites: Texts = ()
    note: str = ""
    observed: CountColumns = CountColumns()
    utilities: Utilities
    weights: Text | None = None
    cluster: Text | None = None
    method: Method = "full"
    first_stage: FirstStage = FirstStage()
    selection: Literal["best", "lowest", "highest", "mixture"] = "best"
    standard_errors: Literal["information", "robust", "clustered"] = "information"
    starts: Annotated[int, Field(ge=1, le=1000)] = 4
    seed: Annotated[int, Field(ge=0)] = 1
    tolerance: Annotated[float, Field(gt=0, le=1e-3)] = 1e-10
    rounds: Annotated[int, Field(ge=1, le=100_000)] = 500

    @model_validator(mode="after")
    def _errors_fit_the_method(self) -> "Specification":
        if self.method != "full" and self.standard_errors != "information":
            raise wrong(
                f"standard_errors: {self.standard_errors} belongs to method: full",
                "pl and npl have their own sandwich form; leave the key out",
            )
        if (self.standard_errors == "clustered") != (self.cluster is not None):
            raise wrong("standard_errors: clustered and cluster: COLUMN go together")
        if self.method != "full" and self.selection != "best":
            raise wrong(
                f"selection: {self.selection} belongs to method: full",
                "pl and npl select no equilibrium; leave the key out",
            )
        return self

    @property
    def formulas(self) -> dict[str, Formula]:
        """The seven utilities as formulas."""
        return {name: self.utilities.formula(name) for name in UTILITIES}

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the data that fitting reads."""
        names = dict.fromkeys(c for formula in self.formulas.values() for c in formula.columns)
        watched = (self.observed.column,) if self.observed.column else self.observed.words
        names |= dict.fromkeys(watched)
        first = self.first_stage
        more = (self.weights, self.cluster, first.resist, first.firm)
        for name in (*more, first.resist_error, first.firm_error):
            if isinstance(name, str):
                names[name] = None
        if first.formula:
            names |= dict.fromkeys(Formula(first.formula).columns)
        return tuple(names)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Columns that must hold numbers: counts, weights, beliefs and their errors."""
        first = self.first_stage
        counts = () if self.observed.column else self.observed.words
        more = (first.resist, first.firm, first.resist_error, first.firm_error)
        return (*counts, *(c for c in (self.weights, *more) if isinstance(c, str)))

    @property
    def measures(self) -> tuple[str, ...]:
        """Columns that the formulas read, and not as a factor's levels."""
        first = self.first_stage.formula
        formulas = [*self.formulas.values(), *([Formula(first)] if first else [])]
        return tuple(dict.fromkeys(c for formula in formulas for c in formula.measures))


def read(path: str | Path) -> Specification:
    """Read a document (YAML or JSON); InputError names file, line and key of what is wrong."""
    text = document.read(path)
    spec = validate(Specification, text)
    for name in UTILITIES:
        try:
            spec.utilities.formula(name).check()
        except InputError as error:
            raise InputError(
                error.what, where=text.where(("utilities", name)), hint=error.hint
            ) from None
    return spec


def override(spec: Specification, changes: Mapping[str, object]) -> Specification:
    """The specification with some keys changed; InputError for a value not allowed."""
    if not changes:
        return spec
    data = spec.model_dump(mode="json", exclude_unset=True) | dict(changes)
    return validate(Specification, document.Document("options", data, {}))


def catalog() -> dict[str, Path]:
    """The documents that come with the package, by name."""
    folder = resources.files("foedus.games.signaling") / "catalog"
    return {Path(str(file)).stem: Path(str(file)) for file in sorted(map(str, folder.iterdir()))}


def find(name: str | Path) -> Path:
    """The file of a document: a path, or a name in the catalog."""
    known = catalog()
    if str(name) in known:
        return known[str(name)]
    if exists(name) or Path(name).suffix:
        return Path(name)
    raise UnknownNameError("signaling game", str(name), known)


def is_signaling(source: str) -> bool:
    """Whether a document, or a name in the catalog, declares this game."""
    path = Path(source)
    if path.suffix in {".yaml", ".yml", ".json"} or exists(path):
        data = document.read(path).data
        return isinstance(data, dict) and data.get("game") == "signaling"
    return source in catalog()
