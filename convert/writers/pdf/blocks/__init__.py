"""From the tree to slabs: every node once, in reading order.

compositor  block nodes;  inline, table, picture: what stands in them
head, foot  what stands above the text and below it
furniture   what every page has
"""
