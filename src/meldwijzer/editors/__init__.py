"""What helps people who edit content/: schemas and snippets for their editor, where a fact shows. No rule, no page."""
