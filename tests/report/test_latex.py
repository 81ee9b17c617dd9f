"""Tables as LaTeX: rules, numbers in math, a second line beneath the first, nothing unescaped."""

from foedus.report.blocks import Table
from foedus.report.latex import tabular


def test_a_whole_table() -> None:
    table = Table(
        "t", "", ("", "A_1"), (("x:(Intercept)", "-0.160*\n(0.067)"), ("50% & more", "1.2e-05")),
        note="errors: robust", align=("l", "r"),
    )  # fmt: skip
    assert tabular(table, [("Log-likelihood", "-286.12"), ("Rows", "282")]) == (
        "\\begin{tabular}{lr}\n\\toprule\n & A\\_1 \\\\\n\\midrule\n"
        "x:(Intercept) & $-0.160^{*}$ \\\\\n & $(0.067)$ \\\\\n"
        "50\\% \\& more & $1.2e-05$ \\\\\n\\midrule\n"
        "Log-likelihood & $-286.12$ \\\\\nRows & 282 \\\\\n"
        "\\bottomrule\n\\end{tabular}\n% errors: robust\n"
    )


def test_marks_are_escaped_once() -> None:
    table = Table("t", "", ("", ""), (("\\~^{}#$", "a"),))
    text = tabular(table)
    assert (
        r"\textbackslash{}\textasciitilde{}\textasciicircum{}\{\}\#\$ & a \\" in text.splitlines()
    )
    assert r"\midrule" not in text
