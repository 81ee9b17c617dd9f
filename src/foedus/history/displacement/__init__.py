"""Whether a challenger that meets a new guarantee turns elsewhere: a check of the record.

Rows are politically relevant directed dyad-years (A, X) in which A has a strategic rival other than
X. The question is whether A begins more disputes with X in the years after another rival of A newly
gained a major power as guarantor against it. A logit on onset holds constant the ladder's own logit
for (A, X) and the number of A's other rivals:

    logit P(onset) = a + b · ladder + c · log(rivals) + d · moved

Two comparisons tell displacement from upheaval at large: the same for the years *before* such a
gain (nothing should be there yet), and after a rival newly *lost* its last such guarantor (if
deterrence displaced disputes, a loss should draw them back, and d be below 0).

Standard errors are clustered by challenger and by target (Cameron, Gelbach & Miller 2011).
"""

from foedus.history.displacement.posterior import WINDOW, Displacement, Odds, load, save, shipped

__all__ = ["WINDOW", "Displacement", "Odds", "load", "save", "shipped"]
