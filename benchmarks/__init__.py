"""What is measured, and how: `make bench` runs it all and writes docs/BENCHMARKS.md."""
