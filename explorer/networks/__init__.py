"""More than one kernel: a bank, a unit on top of it, and kernels that were learned."""
