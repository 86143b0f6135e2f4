"""Quality and speed against the benchmark sets."""
