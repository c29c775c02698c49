"""Reading files: bytes to text, YAML to nodes with positions, front matter. Nothing here knows the content model."""
