"""The content model: one small module per concept. What the YAML files may hold, and nothing about looks."""
