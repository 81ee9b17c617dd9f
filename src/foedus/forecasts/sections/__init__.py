"""The record of forecasts in words, tables and one figure."""
