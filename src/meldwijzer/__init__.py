"""Meldwijzer: the content of a child-protection hotline's site, checked, resolved and written out in every language.

What is in here never imports MkDocs: hooks/ hands finished values over to it.
"""
