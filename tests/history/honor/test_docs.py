"""The page on honor says what the shipped posterior and the data say."""

import re
from pathlib import Path

import numpy as np
import pytest

from foedus.history.honor import CANDIDATES, RECORDS, Honor, calls
from foedus.history.honor.score import ERA_ALONE, HonorTrial

PAGE = Path(__file__).resolve().parents[3] / "docs" / "honor.md"
TEXT = PAGE.read_text("utf-8")
WORDS = " ".join(TEXT.replace("\n- ", " ").split())


def cells(*first: str, below: str = "") -> list[str]:
    """The rest of the one row that begins so, before the second data set, below a heading."""
    text = TEXT[TEXT.index(below) : TEXT.index("## A second data set")]
    text = text[: text.find("\n## ", 1)] if below else text
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    [row] = [row for row in rows if row[: len(first)] == list(first)]
    return row[len(first) :]


def test_the_record(honor: Honor) -> None:
    record = honor.record
    shown = {
        "defense": record.defense,
        **{f"defense, signed {era}": each for era, each in record.by_era.items()},
        **{
            f"defense, signed {era}, attacked from outside": each
            for era, each in record.outside.items()
        },
        **{
            f"defense, signed {era}, in a year before the call": each
            for era, each in record.standing.items()
        },
        **{name: each for name, each in record.by_obligation.items() if name != "defense"},
    }
    for words, each in shown.items():
        counts, share, span = cells(words)
        assert (counts, share) == (f"{each.honored} of {each.called}", f"{each.share:.0%}")
        assert span == f"{each.low:.0%}–{each.high:.0%}"


def test_coefficients(honor: Honor) -> None:
    for each in honor.coefficients:
        prior, mean, sd, ends = cells(each.meaning, below="## The model")
        assert f"({each.prior_sd:g}" in prior or f"{each.prior_sd:g}²" in prior
        assert (mean, sd) == (f"{each.mean:.2f}", f"{each.sd:.2f}")
        assert ends == f"{each.low:.2f} to {each.high:.2f}"


def span(ends: "tuple[float, ...] | np.ndarray", form: str = ".1%") -> str:
    return "–".join(format(end, form) for end in ends)


@pytest.mark.parametrize(
    ("words", "since", "inside"),
    [
        ("before 1945, from outside", 0.0, 0.0), ("since 1945, from outside", 1.0, 0.0),
        ("since 1945, from within", 1.0, 1.0),
    ],
)  # fmt: skip
def test_chances(honor: Honor, words: str, since: float, inside: float) -> None:
    draws = honor.draws(20_000, np.random.default_rng(0))
    case = {"since_1945": since, "inside": inside}
    one, rate = honor.chance(case, draws), honor.rate(case, draws)
    ends = (np.quantile(each, (0.05, 0.95)) for each in (one, rate))
    assert cells(words)[1:] == [f"{one.mean():.1%}", *map(span, ends)]
    if words == "since 1945, from outside":
        low, high = np.quantile(one, (0.05, 0.95))
        told = f"chance of {one.mean():.0%}, and a 90% interval of {100 * low:.0f}–{100 * high:.0f}"
        assert told in WORDS


def test_other_ways(honor: Honor) -> None:
    for each in honor.scores["sensitivity"]:
        ends = ((each["low"], each["high"]), (each["rate_low"], each["rate_high"]))
        assert cells(each["name"]) == [
            f"{each['honored']} of {each['called']}", f"{each['mean']:.0%}",
            *(span(pair, ".0%") for pair in ends),
        ]  # fmt: skip


def test_published_records() -> None:
    for one in RECORDS:
        counts = f"{one.honored} of {one.called}" if one.counted else "–"
        assert cells(one.source, one.counts) == [one.years, one.said, counts, one.note]


def test_families(honor: Honor) -> None:
    for one in honor.families:
        if one.last >= 1945:
            assert cells(one.name) == [
                f"{one.called}, {one.honored}", f"{one.outside}, {one.kept}", str(one.last),
            ]  # fmt: skip
    once = sum(one.called == 1 for one in honor.families)
    assert f"on {len(honor.families)} families, {once} of them called on once" in WORDS


def test_scores(honor: Honor) -> None:
    titles = {
        "one call": "one call left out",
        "one war": "one war left out",
        "one family": "one family left out",
        "decade": "each decade from the years before",
    }
    for scheme, words in titles.items():
        score = honor.scores["schemes"][scheme]
        for name, measures in score["models"].items():
            shown = cells(words, name)
            assert shown[:2] == [f"{measures['log_loss']:.3f}", f"{measures['brier']:.3f}"]
            if name != "honor":
                gain = score["log_loss_over_honor"][name]
                assert shown[3] == f"{gain['sum']:+.1f} ± {gain['se']:.1f}"


def test_what_the_text_says_of_the_scores(honor: Honor) -> None:
    schemes = honor.scores["schemes"]
    both = "base rate by era, attacker"
    for scheme, name in (
        ("one war", "base rate"), ("one war", "base rate by era"), ("one war", both),
        ("one war", "family known"), ("one family", both), ("decade", both),
    ):  # fmt: skip
        gain = schemes[scheme]["log_loss_over_honor"][name]
        assert f"{gain['sum']:+.1f} ± {gain['se']:.1f}" in WORDS
    for scheme in ("one war", "one family"):  # "no clear difference", "not two standard errors"
        for name, gain in schemes[scheme]["log_loss_over_honor"].items():
            if name in {"base rate", "base rate by era"}:
                continue
            assert abs(gain["sum"]) < 2 * gain["se"] + 0.05


def test_what_was_dropped_and_by_how_much(honor: Honor) -> None:
    tried = honor.scores["candidates"]
    assert set(tried) | set(ERA_ALONE) == set(CANDIDATES)
    for name, each in tried.items():
        (gain, se), (before, its) = (
            (each[key]["sum"], each[key]["se"]) for key in ("gain", "standing")
        )
        assert cells(CANDIDATES[name], below="## What was tried") == [
            str(each["known"]), f"{gain:+.2f} ± {se:.2f}", f"{before:+.2f} ± {its:.2f}",
            "kept" if each["kept"] else "dropped",
        ]  # fmt: skip


def test_what_is_shipped_is_what_clearly_helps(honor: Honor) -> None:
    pairs = ("gain", "standing")
    trials = [
        HonorTrial(name, each["known"], *((each[key]["sum"], each[key]["se"]) for key in pairs))
        for name, each in honor.scores["candidates"].items()
    ]
    clear = {trial.name for trial in trials if trial.clear}
    assert set(honor.kept) == clear | set(ERA_ALONE)


def test_leeds_and_anac(honor: Honor) -> None:
    second = honor.leeds_anac
    raw = second["record"]
    assert f"{raw['honored']} of {raw['called']} fulfilled" in WORDS
    own = TEXT[TEXT.index("## A second data set") :]
    for each in second["coefficients"].values():
        line = (
            f"| {each['meaning']} | {each['prior_sd']:g} | {each['mean']:.2f} | {each['sd']:.2f} |"
        )
        assert line in own


def test_the_caveat_is_there(honor: Honor) -> None:
    assert " ".join(honor.caveat.split()) in WORDS


@pytest.mark.data
def test_the_table_of_the_later_calls() -> None:
    rows = calls.load()
    late = rows.signed >= 1945
    later = TEXT[TEXT.index("## Which calls") : TEXT.index("## The model")]
    lines = [line for line in later.splitlines() if re.match(r"\|.*\(\d{4}\)", line)]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert len(table) == len(set(rows.war[late]))
    shown = []
    for _, called, honored in table:
        for name in called.split("; "):
            [alliance] = re.findall(r"\((\d{4})\)", name)
            shown.append((int(alliance), name.startswith("**")))
        kept = called.count("**") // 2
        assert honored == f"{kept} of {len(called.split('; '))}"
    found = zip(rows.alliance[late].tolist(), rows.honored[late].tolist(), strict=True)
    assert sorted(shown) == sorted(found)


@pytest.mark.data
def test_counts_in_the_text() -> None:
    rows = calls.load()
    late, honored, year = rows.signed >= 1945, rows.honored, rows.year

    def told(some: np.ndarray, form: str = "{h} of {n}") -> bool:
        return form.format(h=int((honored & some).sum()), n=int(some.sum())) in WORDS

    many = rows.features["multilateral"] == 1
    major = rows.features["major"] == 1
    assert told(many & late, "None of the {n} multilateral")
    assert told(~many & late, "{h} of the {n} bilateral")
    assert told(many & ~late)
    assert told(~many & ~late)
    assert told(major & ~late, "{h} of {n} promises before 1945")
    assert told(~major & ~late, "others {h} of {n}")
    assert told(major & late)
    assert told(~major & late)
    assert told(rows.names == "WorldWarI", "({h} of {n} honored)")
    assert told(rows.names == "WorldWarII", "Second ({h} of {n})")
    standing, inside = year > rows.signed, rows.features["inside"] == 1
    assert told(standing, "Of the {n} that stood before, {h} were honored")
    assert told(standing & late, "of the {n} of those signed since 1945, {h}")
    amid = ~standing & (rows.features["wartime"] == 1)
    assert told(~standing, "{n} of the 96 were signed in the year of the call")
    assert told(amid, "{n} of them during a war")
    assert told(inside, "In {n} of the 96 calls")
    assert told(inside & late, "({n} of them since 1945)")
    assert not honored[inside].any()
    assert (year >= 1990).sum() == 6
    assert year.max() == 2003
    assert (late & (rows.guarantor == 2)).sum() == 6
    assert not honored[late & (rows.guarantor == 2)].any()
