"""Benches: how fast the check is, and what it finds beside other link checkers. Run by hand, not by pytest."""
