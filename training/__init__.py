"""How the weights of the line scorer are learnt and measured; not part of the package that people install."""
