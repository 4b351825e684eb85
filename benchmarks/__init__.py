"""How long reading takes, as ratios that hold on any machine: `make bench`, or `python -m benchmarks page growth`."""
