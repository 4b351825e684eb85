"""The page: A4, one column of text beside a rail for what goes with it. All lengths are points, from below."""

MM = 72 / 25.4

WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 22 * MM, 24 * MM, 27 * MM, 28 * MM
FIRST_TOP = 22 * MM
RAIL, GAP = 35 * MM, 7 * MM

FULL = WIDTH - LEFT - RIGHT
COLUMN = FULL - RAIL - GAP
OUTDENT = RAIL + GAP  # from the column's edge to the rail's
DEPTH = HEIGHT - TOP - BOTTOM

HEAD_BASELINE = HEIGHT - 17 * MM
FOLIO_BASELINE = 15 * MM
