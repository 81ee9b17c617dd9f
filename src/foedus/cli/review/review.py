"""``foedus review``: the table of its commands."""

from foedus.cli.review import comments, people
from foedus.cli.style import group

app = group("What readers say of a brief: comments, answers, what was settled.")
app.command("list", epilog=comments.LIST)(comments.comments)
app.command("comment", epilog=comments.COMMENT)(comments.comment)
app.command("answer", epilog=comments.ANSWER)(comments.answer)
app.command("resolve", epilog=comments.RESOLVE)(comments.resolve)
app.command("export", epilog=comments.EXPORT)(comments.export)
app.command("import", epilog=comments.IMPORT)(comments.bring)
app.command("invite", epilog=people.INVITE)(people.invite)
app.command("withdraw", epilog=people.WITHDRAW)(people.withdraw)
app.command("held", epilog=people.HELD)(people.held)
app.command("rule", epilog=people.RULE)(people.rule)
