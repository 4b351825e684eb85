"""Readers: one input format a file; Source -> Draft."""
