"""Networks of more than one kernel: a filter bank, a second layer, learned kernels, a face detector."""
