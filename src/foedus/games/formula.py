"""Utility formulas: text over columns of data.

A formula is read by formulaic (``income + C(regime) + log(trade) - 1``); a plain sum of columns,
as most are, needs no reader. Formulaic would evaluate any Python inside a factor; a document is
data, never code, so factors are checked against a short list of functions and arithmetic before
they are evaluated.
"""

import ast
import re
from dataclasses import dataclass
from keyword import iskeyword
from typing import Any, Literal

import numpy as np

from foedus.errors import ExtraNeededError, InputError

CONSTANT = "constant"
FUNCTIONS = {
    "log": np.log, "log1p": np.log1p, "log2": np.log2, "log10": np.log10, "exp": np.exp,
    "expm1": np.expm1, "sqrt": np.sqrt, "abs": np.abs, "square": np.square, "tanh": np.tanh,
}  # fmt: skip
TRANSFORMS = {"C", "I", "poly", "bs", "cr", "cc", "center", "scale", "treatment", "sum", "helmert"}

#: The most that a payoff which is given may be, either way.
LARGEST = 1e6


@dataclass(frozen=True, slots=True)
class Formula:
    """One linear index. ``fixed`` holds a number instead, for a payoff that is known.

    ``text`` is what was written; zero payoffs have no formula at all.
    """

    text: str
    fixed: float | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the data that the formula reads, in order of appearance."""
        if self.fixed is not None:
            return ()
        names: dict[str, None] = {}
        for term in terms_of(self.text):
            for factor in term.factors:
                names.update(dict.fromkeys(_columns(factor)))
        return tuple(names)

    @property
    def measures(self) -> tuple[str, ...]:
        """Those of the columns that stand somewhere outside of ``C(…)``, which makes a factor."""
        if self.fixed is not None:
            return ()
        factors = [factor for term in terms_of(self.text) for factor in term.factors]
        outside = [factor for factor in factors if not factor.expr.startswith("C(")]
        return tuple(dict.fromkeys(c for factor in outside for c in _columns(factor)))

    def check(self) -> None:
        """Refuse text that is no formula or that asks for more than a formula may."""
        if self.fixed is None and not terms_of(self.text):
            raise InputError(
                f"the formula {self.text!r} has no term", hint=f"write 0, or {CONSTANT!r}"
            )


def fixed(value: float) -> Formula:
    """A payoff that is known. Raises InputError for one that no other could be weighed against."""
    if not -LARGEST <= value <= LARGEST:  # nor infinite, nor no number
        raise InputError(
            f"found the payoff {value:.3g}, allowed: {-LARGEST:g} to {LARGEST:g}",
            hint="errors have a scale of about 1; measure payoffs in such units",
        )
    return Formula(str(value), fixed=float(value))


def first_line(error: BaseException) -> str:
    """The first line of a library's error, without colors."""
    return re.sub(r"\x1b\[[0-9;]*m", "", str(error)).strip().splitlines()[0] if str(error) else ""


@dataclass(frozen=True, slots=True)
class FormulaFactor:
    """One factor as written: a number, a column, or an expression over columns."""

    expr: str
    kind: Literal["literal", "lookup", "python"]


@dataclass(frozen=True, slots=True)
class FormulaTerm:
    """Factors whose product is a regressor; of a factor column, several."""

    factors: tuple[FormulaFactor, ...]

    def __str__(self) -> str:
        return ":".join(factor.expr for factor in self.factors)


_ONE = FormulaTerm((FormulaFactor("1", "literal"),))
#: Columns by plain names joined by +, with or without a constant.
_SUM = re.compile(r"\s*[A-Za-z]\w*(\s*\+\s*[A-Za-z]\w*)*(?P<bare>\s*-\s*1)?\s*", re.ASCII)


def terms_of(text: str) -> tuple[FormulaTerm, ...]:
    """The terms of a formula, each factor checked.

    Raises InputError for what is none, ExtraNeededError where formulaic is needed and not here.
    """
    if text.strip() == CONSTANT:
        return (_ONE,)
    plain = _SUM.fullmatch(text)
    names = re.findall(r"[A-Za-z]\w*", text) if plain else []
    if plain and not any(map(iskeyword, names)):
        columns = (FormulaTerm((FormulaFactor(name, "lookup"),)) for name in dict.fromkeys(names))
        return (*(() if plain["bare"] else (_ONE,)), *columns)
    return tuple(
        FormulaTerm(
            tuple(FormulaFactor(each.expr, each.eval_method.value) for each in term.factors)
        )
        for term in _parsed(text)
    )


def _parsed(text: str) -> Any:
    """Formulaic's terms of a formula, each factor checked."""
    try:
        from formulaic import Formula as Parsed
        from formulaic import SimpleFormula
        from formulaic.errors import FormulaicError
    except ImportError:
        raise ExtraNeededError(f"the formula {text!r}", "formulas") from None

    try:
        parsed = Parsed(text)
    except (FormulaicError, SyntaxError, ValueError, TypeError) as error:
        raise InputError(
            f"not a formula: {text!r} ({first_line(error)})",
            hint="write columns joined by +, such as `income + C(regime) + log(trade)`",
        ) from None
    if not isinstance(parsed, SimpleFormula):
        raise InputError(
            f"not one linear index: {text!r}", hint="a utility has no ~ and no |; only + - : *"
        )
    for term in parsed:
        for factor in term.factors:
            _columns(FormulaFactor(factor.expr, factor.eval_method.value))
    return parsed


def _columns(factor: FormulaFactor) -> list[str]:
    """Columns one factor reads; InputError if it holds anything but arithmetic on columns."""
    if factor.kind == "literal":
        return []
    if factor.kind == "lookup":
        return [factor.expr]
    quoted = re.sub(r"`([^`]*)`", lambda m: "_q_" + m.group(1).encode().hex(), factor.expr)
    try:
        tree = ast.parse(quoted, mode="eval")
    except SyntaxError:
        raise InputError(f"not a formula: {factor.expr!r}") from None
    names: list[str] = []
    _walk(tree.body, names, factor.expr)
    return [bytes.fromhex(n[3:]).decode() if n.startswith("_q_") else n for n in names]


def _walk(node: ast.AST, names: list[str], text: str) -> None:
    match node:
        case ast.Name(id=name):
            names.append(name)
        case ast.Constant(value=str() | int() | float() | None):
            pass
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            _walk(left, names, text)
            _walk(right, names, text)
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int(power))) if (
            0 <= power <= 9
        ):
            _walk(left, names, text)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=inner):
            _walk(inner, names, text)
        case ast.Compare(left=left, comparators=[right]):
            _walk(left, names, text)
            _walk(right, names, text)
        case ast.List(elts=items) | ast.Tuple(elts=items):
            for item in items:
                _walk(item, names, text)
        case ast.Call(func=function, args=arguments, keywords=keywords) if _known(function):
            for argument in (*arguments, *(k.value for k in keywords)):
                _walk(argument, names, text)
        case _:
            raise InputError(
                f"the formula part {text!r} is not allowed: a formula is data, not a program",
                hint="arithmetic, comparisons and "
                + ", ".join([*FUNCTIONS, "C", "I", "poly", "bs"]),
            )


def _known(function: ast.AST) -> bool:
    match function:
        case ast.Name(id=name):
            return name in FUNCTIONS or name in TRANSFORMS
        case ast.Attribute(value=ast.Name(id="contr"), attr=name):
            return name in TRANSFORMS
    return False
