"""From lines and pictures to a tagged file: ReportLab's canvas, and what it does not know by itself.

canvas     what is drawn, and what it belongs to
show       a line as text operators;  glyphs: the fonts that these name
structure  the tree that says what the marks on the pages mean
metadata   what the file says about itself
"""
