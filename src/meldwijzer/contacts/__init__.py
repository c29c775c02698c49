"""Contact points: whether a registered value is right, how a device uses it, how readers write it."""
