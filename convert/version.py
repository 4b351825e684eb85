"""The version, in a room of its own: what needs it need not know the package's face."""

__version__ = "0.1.0"
