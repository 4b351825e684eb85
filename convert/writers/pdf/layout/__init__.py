"""From blocks to pages: what fits into a column, what stays together, where each thing stands.

A document is a list of flows, one below the other; a flow is slabs, which are never broken, in columns.
"""
