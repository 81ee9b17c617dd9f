"""What two centuries of evidence say: models of history, each fitted, scored and shipped.

The ladder (:mod:`ladder`) is the yearly chance of a dispute, of force and of war; a pair's chances
over years run along its paths (:mod:`pair`, :mod:`paths`) and are set right by :mod:`horizon`.
Beside it stand whether promises are kept (:mod:`honor`), broken off (:mod:`lapse`), how deep they
are (:mod:`depth`), and what else a question asks of the past. :mod:`model` names every model; a new
one is a folder and a line there.
"""
