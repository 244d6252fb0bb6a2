"""What this library costs, measured beside others. Run ``python -m benchmarks``."""
