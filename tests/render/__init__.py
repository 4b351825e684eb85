"""Tests of what writers share."""
