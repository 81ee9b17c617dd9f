"""Map geometry that ships with Foedus, and what turns it into a plane. docs/maps.md says more.

``world.json`` is made by ``scripts/geometry.py`` and never edited; ``source.json`` is its record.
"""

from foedus.report.map.world import POLICY, Line, Shape, World, world

__all__ = ["POLICY", "Line", "Shape", "World", "world"]
