"""Turn raw article text into publications: HTML, JSON-LD, EPUB and PDF."""

__version__ = "0.1.0"
