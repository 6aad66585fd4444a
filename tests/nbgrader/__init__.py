"""The tests that nbgrader ships, under our settings and under its own."""
