"""Tests, tested: what a unit's tests say of right answers and of wrong ones, whatever chance does."""
