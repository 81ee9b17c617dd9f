"""Forecasts made for a seal: a scenario's designs, its talks, every pair, an analyst's own."""
