"""Clip: from a news text to graded claims, drafted for an analyst to confirm."""
