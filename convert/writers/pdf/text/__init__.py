"""From characters to lines of glyphs, by one way for every script.

runs        text of one look
characters  which of its characters leave ink or room
bidi        which of them run from right to left (UAX 9)
words       a word as glyphs: its fonts, its shapes
breaks      where a word may end a line (UAX 14); hyphens: where it may be divided
units       a paragraph as what stays on one line, and what may stretch between
compose     the lines of the whole paragraph at once
lines       each of them with its glyphs in their places
"""
