"""Random pairs by the atlas and by ``assess``: every number of a pair must be the same.

    python scripts/atlas.py --pairs 200

It prints its seed, so that a sample can be drawn again, and how many rows were compared.
"""

import argparse
import sys
from collections.abc import Sequence

import numpy as np

from foedus.assessment import assess
from foedus.atlas import block
from foedus.atlas.atlas import plan
from foedus.atlas.question import relevant, unknown


class UnlikeError(Exception):
    """A pair's numbers differ between the two."""


def main(given: Sequence[str] | None = None) -> None:
    """Draw pairs, ask both, compare. Raises UnlikeError at the first that differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--year", type=int, default=2025)
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--seed", type=int, default=None, help="at random where none is given")
    asked = parser.parse_args(given)
    seed = int(np.random.SeedSequence().generate_state(1)[0]) if asked.seed is None else asked.seed
    sys.stdout.write(f"seed {seed}\n")
    every = relevant(asked.year)
    count = min(asked.pairs, len(every))
    some = np.random.default_rng(seed).choice(len(every), count, replace=False)
    made = plan(
        asked.year, draws=asked.draws, years=asked.years, pairs=[every[at] for at in sorted(some)]
    )
    rows = 0
    for cell in made.cells:
        frame = block.cell(made.job.inputs, cell.settings, cell.seed)
        for row in frame.iter_rows(named=True):
            if row["why"]:
                raise UnlikeError(f"{row['challenger']}-{row['protege']}: {row['why']}")
        for pair in frame.select("challenger", "protege").unique(maintain_order=True).rows():
            question = made.question.of(pair, unknown(set(pair), asked.year))
            answer = assess(question, draws=asked.draws, years=asked.years, seed=cell.seed)
            own = frame.filter(challenger=pair[0], protege=pair[1])
            for row in own.iter_rows(named=True):
                told = answer.designs[row["design"]]
                for event in ("war", "deadly"):
                    risk = told.risk.within(event, asked.years)
                    same(pair, row, event, (risk.value, risk.low, risk.high))
                ratio = told.versus.ratio["war"]
                same(pair, row, "ratio", (ratio.value, ratio.low, ratio.high))
                if row["percentile"] != told.reach["onset"].percentile:
                    raise UnlikeError(f"seed {seed}: {pair}, {row['design']}: percentile")
                rows += 1
    sys.stdout.write(f"{count} pairs, {rows} rows: the same numbers\n")


def same(
    pair: tuple[str, ...], row: dict[str, object], what: str, told: tuple[float, float, float]
) -> None:
    """Raise UnlikeError where a row's number and interval are not those told."""
    own = tuple(row[f"{what}{end}"] for end in ("", "_low", "_high"))
    if own != told:
        raise UnlikeError(f"{pair}, {row['design']}, {what}: {own} by the atlas, {told} by assess")


if __name__ == "__main__":
    main()
