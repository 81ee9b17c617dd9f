"""Make atop_library.csv, ATOP's coding of every instrument that has an ATOP number, from the data.

    FOEDUS_MIRROR=DIR python tests/reference/atop_library.py

Alliance level, and for each kind of condition whether any member at any time has it (member level).
"""

import csv
import io
from pathlib import Path

import polars as pl

from foedus import terms
from foedus.evidence.table import table
from foedus.terms.atop import CONDITIONS, ITEMS

PAGE = Path(__file__).with_name("atop_library.csv")
HEAD = """\
# Alliance Treaty Obligations and Provisions (ATOP) 4.01: the alliances of the library, few columns.
# Leeds, Ritter, Mitchell & Long 2002, International Interactions 28(3). From
# github.com/joshuaalley/treaty-depth at 4908275a7b23f904142856818e5e1ac46127deeb,
# data/atop-alliance-level.csv and data/atop-member-level.csv. Made by atop_library.py.
"""
COLUMNS = ("atopid", "begyr", "members", *ITEMS)


def extract() -> str:
    """The text of the file, from the public data."""
    wanted = sorted({each.atop for each in terms.library().values() if each.atop})
    alliances = table("atop-alliances").filter(pl.col("atopid").is_in(wanted))
    members = table("atop-members").filter(pl.col("atopid").is_in(wanted))
    kinds = members.group_by("atopid").agg(pl.col(list(CONDITIONS)).max())
    mem = [name for name in alliances.columns if name[:3] == "mem" and name[3:].isdigit()]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in alliances.join(kinds, on="atopid").sort("atopid").iter_rows(named=True):
        row["members"] = " ".join(str(row[name]) for name in mem if row[name])
        writer.writerow(["" if row[name] is None else row[name] for name in COLUMNS])
    return HEAD + out.getvalue()


if __name__ == "__main__":
    PAGE.write_text(extract(), "utf-8")
