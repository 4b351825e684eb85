"""Writers: one output format a file or folder; Article -> bytes, pure; none imports another."""
