"""What several writers share: labels and dates in the article's language, the XHTML of blocks, outlines."""
