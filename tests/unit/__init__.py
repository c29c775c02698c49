"""Tests of single rooms of the package, without MkDocs and without a browser."""
