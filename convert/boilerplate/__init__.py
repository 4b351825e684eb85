"""Page furniture: rules that know it, and the one place that decides."""
