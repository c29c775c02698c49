"""How far two words are apart, for slips of the finger. Nothing about numbers, hosts or names."""


def one_apart(one: str, other: str) -> bool:
    """Tell whether one slip makes the one out of the other: a letter wrong, missing, too many, or two swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest_one, rest_other = one[at:], other[at:]
    return (
        rest_one[1:] == rest_other[1:]
        or rest_one == rest_other[1:]
        or rest_one[1:] == rest_other
        or (rest_one[:2] == rest_other[:2][::-1] and rest_one[2:] == rest_other[2:])
    )
