"""What two centuries of evidence say: models of history, each fitted, scored and shipped.

The ladder (``ladder``) is the yearly chance of a dispute, of force and of war; a pair's chances
over years run along its paths (``pair``, ``paths``) and are set right by ``horizon``.
Beside it stand whether promises are kept (``honor``), broken off (``lapse``), how deep they
are (``depth``), and what else a question asks of the past. ``model`` names every model; a new
one is a folder and a line there.
"""
