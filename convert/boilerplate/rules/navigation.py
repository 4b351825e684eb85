"""Menus, skip links and sign-in links."""

from convert.boilerplate.phrases import evidence
from convert.parts import Rule

part = Rule(
    name="navigation",
    description="menus, skip links and sign-in links",
    evidence=evidence("navigation", 0.9),
    examples=("Skip to content", "MENU", "Sign in"),
    near_misses=("The menu lists four dishes.", "Search teams found the boat at dawn."),
)
