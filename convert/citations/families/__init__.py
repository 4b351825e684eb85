"""Marker families: one shape of citation marker a file."""
