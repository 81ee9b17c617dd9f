"""Who may comment: invitations, and what those without one have written."""

from typing import Annotated

import typer

from foedus.cli.give import Answer, form, give
from foedus.cli.options import Json
from foedus.cli.review.options import HERE, By, Folder, Name, author, text_of

INVITE = """\b
Examples:
  foedus review invite ukraine "Jane Roe" --days 14

Prints the end of the link; put the address of your server before it. Whoever has the link comments
under that name until the day, on that scenario alone."""
WITHDRAW = """\b
Examples:
  foedus review withdraw 5c01"""
HELD = """\b
Examples:
  foedus review held"""
RULE = """\b
Examples:
  foedus review rule 77ab --show
  foedus review rule 77ab --refuse"""


def invite(
    name: Name,
    reviewer: Annotated[str, typer.Argument(metavar="REVIEWER", help="The reviewer's name.")],
    days: Annotated[int, typer.Option("--days", help="How long it holds, 1 to 365.")] = 30,
    folder: Folder = HERE,
    by: By = "",
    json: Json = False,
) -> None:
    """Invite a reviewer: a signed link that ends on a day and can be withdrawn."""
    from foedus.report.blocks import Preformatted, Section
    from foedus.review.book import ReviewBook
    from foedus.review.invitation import invited, token
    from foedus.web.access import secret

    text_of(folder, name)
    made = invited(author(by).name, reviewer, name, days)
    with ReviewBook.at(folder) as book:
        book.add(made)
    link = f"/invited/{token(made, secret(folder))}"
    give(
        Answer(
            lambda: [
                Section("invited", f"{reviewer} may comment on {name} until {made.until:%Y-%m-%d}",
                        f"Invitation {made.id[:8]}.", (Preformatted(link),))
            ],
            lambda: {"invitation": made, "link": link},
        ),
        form(json),
    )  # fmt: skip


def withdraw(
    number: Annotated[str, typer.Argument(metavar="ID", help="Of an invitation.")],
    folder: Folder = HERE,
    by: By = "",
    json: Json = False,
) -> None:
    """Withdraw an invitation: its link opens nothing any more."""
    from foedus.report.blocks import Section
    from foedus.review.book import ReviewBook
    from foedus.review.write import withdrawal

    with ReviewBook.of(folder) as book:
        made = withdrawal(book.entries(), number, author(by).name)
        book.add(made)
    said = f"{made.invitation[:8]} opens nothing any more"
    give(Answer(lambda: [Section("withdrawn", "", f"{said}.", ())], lambda: made), form(json))


def held(folder: Folder = HERE, json: Json = False) -> None:
    """List what waits for an editor: posts of those whom nobody invited."""
    from foedus.review.book import entries
    from foedus.review.sections import held as sections
    from foedus.review.thread import waiting

    found = waiting(entries(folder))
    give(Answer(lambda: sections(found), lambda: {"held": found}), form(json))


def rule(
    number: Annotated[str, typer.Argument(metavar="ID", help="Of what waits.")],
    show: Annotated[bool, typer.Option("--show/--refuse", help="Show it, or not.")],
    folder: Folder = HERE,
    by: By = "",
    json: Json = False,
) -> None:
    """Show what waited, or refuse it."""
    from foedus.report.blocks import Section
    from foedus.review.book import ReviewBook
    from foedus.review.write import held_id, ruling

    with ReviewBook.of(folder) as book:
        entries = book.entries()
        made = ruling(entries, held_id(entries, number), author(by).name, shown=show)
        book.add(made)
    said = f"{made.of[:8]} is {made.standing}"
    give(Answer(lambda: [Section("ruled", "", f"{said}.", ())], lambda: made), form(json))
