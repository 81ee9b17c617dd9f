"""``foedus watch``: the table of its commands."""

from foedus.cli.style import group
from foedus.cli.watch import begin, filing, looking, matching, proving, stamping

app = group("Is the promise being kept: incidents, duties, and a record that shows every edit.")
app.command("init", epilog=begin.INIT)(begin.init)
app.command("key", epilog=begin.KEY)(begin.key)
app.command("member", epilog=begin.MEMBER)(begin.member)
app.command("add", epilog=filing.ADD)(filing.add)
app.command("import", epilog=filing.IMPORT)(filing.import_)
app.command("status", epilog=looking.STATUS)(looking.status)
app.command("duties", epilog=looking.DUTIES)(looking.duties)
app.command("explain", epilog=looking.EXPLAIN)(looking.explain)
app.command("pairs", epilog=looking.PAIRS)(looking.pairs)
app.command("match", epilog=matching.MATCH)(matching.match)
app.command("log", epilog=looking.LOG)(looking.log)
app.command("replay", epilog=looking.REPLAY)(looking.replay)
app.command("checkpoint", epilog=proving.CHECKPOINT)(proving.checkpoint)
app.command("prove", epilog=proving.PROVE)(proving.prove)
app.command("verify", epilog=proving.VERIFY)(proving.verify)
witness = group("Cosign checkpoints of a log that one does not keep.")
witness.command("init", epilog=proving.WITNESS_INIT)(proving.witness_init)
witness.command("cosign", epilog=proving.WITNESS_COSIGN)(proving.witness_cosign)
app.add_typer(witness, name="witness")
timestamp = group("When a record existed, by the word of an authority (RFC 3161).")
timestamp.command("request", epilog=stamping.REQUEST)(stamping.request)
timestamp.command("verify", epilog=stamping.VERIFY)(stamping.verify)
app.add_typer(timestamp, name="timestamp")
