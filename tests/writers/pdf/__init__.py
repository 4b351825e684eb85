"""Tests of the PDF writer, a file a room of it."""
