"""Formulas: what they give, how new data is coded, and what they may not hold."""

import sys

import formulaic
import numpy as np
import polars as pl
import pytest

from foedus.errors import DataError, ExtraNeededError, InputError
from foedus.games.encoder import encoder
from foedus.games.formula import Formula, terms_of

FRAME = pl.DataFrame(
    {
        "x": [1.0, 2.0, 3.0, 4.0],
        "g": ["b", "a", "c", "a"],
        "two words": [0.5, 1.5, 2.5, 3.5],
        "yes": [True, False, True, True],
    }
)


def matrix(text, levels=None):
    made, X = encoder(Formula(text), FRAME, levels or {})
    return dict(zip(made.names, X.T.tolist(), strict=True))


def test_plain_columns_and_constant():
    assert matrix("x") == {"Intercept": [1.0] * 4, "x": [1.0, 2.0, 3.0, 4.0]}
    assert list(matrix("x - 1")) == ["x"]
    assert matrix("constant") == {"Intercept": [1.0] * 4}
    assert matrix("yes")["yes"] == [1.0, 0.0, 1.0, 1.0]
    assert matrix("x:yes - 1") == {"x:yes": [1.0, 0.0, 3.0, 4.0]}


def test_factors_have_a_reference_level():
    assert list(matrix("g")) == ["Intercept", "g[T.b]", "g[T.c]"]
    assert list(matrix("g", {"g": ("c", "a", "b")})) == ["Intercept", "g[T.a]", "g[T.b]"]


def test_functions_and_quoted_columns():
    found = matrix("log(x) + I(x**2) + `two words`")
    assert found["log(x)"] == pytest.approx(np.log([1, 2, 3, 4]))
    assert found["I(x ** 2)"] == [1.0, 4.0, 9.0, 16.0]
    assert Formula("log(x) + `two words`").columns == ("x", "two words")


def test_new_rows_are_coded_as_the_old_ones():
    made, _ = encoder(Formula("g + center(x)"), FRAME, {})
    one = made.encode(pl.DataFrame({"g": ["a"], "x": [10.0]}))
    assert one.tolist() == [[1.0, 0.0, 0.0, 7.5]]  # centered at the old mean, 2.5
    with pytest.raises(InputError, match="unknown level"):
        made.encode(pl.DataFrame({"g": ["z"], "x": [1.0]}))


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "{open('f')}",
        "x.__class__",
        "(lambda: 1)()",
        "eval('1')",
        "log.__globals__",
        "[y for y in x]",
        "I(x ** 99999)",
        "I(x ** x)",
        "np.log(x)",
    ],
)
def test_a_formula_is_no_program(text):
    with pytest.raises(InputError):  # not a formula, or reads as a column that is not there
        encoder(Formula(text), FRAME, {})


def test_a_regressor_must_be_finite():
    frame = FRAME.with_columns(x=pl.Series([0.0, 1.0, 2.0, 3.0]))
    with np.errstate(divide="ignore"), pytest.raises(DataError, match="not a finite number"):
        encoder(Formula("log(x)"), frame, {})


def test_unknown_column_offers_the_nearest():
    with pytest.raises(InputError, match="two words"):
        encoder(Formula("`two word`"), FRAME, {})


def test_a_pandas_frame_with_text_and_gaps_is_read():
    import pandas

    from foedus.games.rows import frame_of

    given = pandas.DataFrame({"who": ["a", None, "c"], "x": [1.0, None, 3.0], "n": [1, 2, 3]})
    frame = frame_of(given)
    assert frame["who"].to_list() == ["a", None, "c"]
    assert frame["x"].to_list() == [1.0, None, 3.0]
    assert frame["n"].to_list() == [1, 2, 3]


@pytest.mark.parametrize("text", ["a", "a + b", "b+a - 1", "a+a", "x1 + y_2 +z", "a-1", "constant"])
def test_a_plain_sum_is_read_as_formulaic_reads_it(text: str) -> None:
    parsed = formulaic.Formula("1" if text == "constant" else text)
    theirs = [[(each.expr, each.eval_method.value) for each in term.factors] for term in parsed]
    terms = terms_of(text)
    assert [[(each.expr, each.kind) for each in term.factors] for term in terms] == theirs
    assert [str(term) for term in terms] == [str(term) for term in parsed]


def test_without_the_extra_a_sum_is_read_and_more_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "formulaic", None)
    assert [str(term) for term in terms_of("income + trade")] == ["1", "income", "trade"]
    with pytest.raises(ExtraNeededError, match="log") as caught:
        terms_of("log(trade)")
    assert caught.value.hint == "pip install 'foedus[formulas]'"
