"""The web editor: a page on an origin of its own, its fields as the models have them. No content is written here."""
