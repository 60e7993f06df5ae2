"""Runs Eva and its peers in turn and writes RESULTS.md; see README.md."""
