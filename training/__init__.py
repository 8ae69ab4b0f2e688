"""The small network whose kernels the page shows: its drawings and its training."""
