"""Where a panel departs from peacesciencer 1.2.9, column by column, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Departure:
    """One column that differs. switched: ``compat="peacesciencer"`` gives that package's value."""

    column: str
    reason: str
    switched: bool = False


_POLITY = (
    "Polity IV of 2015 with its state codes matched to COW's; the package reads another release "
    "and matching"
)
_VDEM = "another release of V-Dem's index"
DEPARTURES = (
    Departure(
        "conttype",
        "only the project's own records count, and of several in a year the closest; the package "
        "adds type-0 records that hide contiguous years, and takes the first record of the year",
        switched=True,
    ),
    *(Departure(f"polity2{which}", _POLITY) for which in (1, 2)),
    *(Departure(f"v2x_polyarchy{which}", _VDEM) for which in (1, 2)),
    Departure("capdist", "symmetric to the last bit; the package's differ by up to 6e-12 km"),
)
