"""Timings of what a clerk waits for, each beside a yardstick of the same run."""
