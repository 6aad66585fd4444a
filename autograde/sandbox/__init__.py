"""A process that runs a stranger's code: what it may see, reach and use."""
