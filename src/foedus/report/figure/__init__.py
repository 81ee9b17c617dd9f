"""Pictures as Vega-Lite documents, and their theme."""
