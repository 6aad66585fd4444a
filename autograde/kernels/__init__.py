"""Warm kernels: forked from a process that has imported TensorFlow and initialised nothing."""
