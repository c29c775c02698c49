"""Open data: files for apps, websites and machines, made from the site. Which files there are is in files.

Each module makes one kind of file. What they share of the facts is in directory; nothing here parses or checks facts.
"""
