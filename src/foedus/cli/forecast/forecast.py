"""``foedus forecast``: the table of its commands."""

from foedus.cli.forecast import dyads, looking, sealing, settling
from foedus.cli.style import group

app = group("Forecasts of every pair; forecasts sealed before the fact, settled and scored.")
app.command("dyads", epilog=dyads.DYADS)(dyads.dyads)
app.command("seal", epilog=sealing.SEAL)(sealing.seal)
app.command("settle", epilog=settling.SETTLE)(settling.settle)
app.command("record", epilog=looking.RECORD)(looking.record)
app.command("verify", epilog=looking.VERIFY)(looking.verify)
