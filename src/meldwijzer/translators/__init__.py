"""For translators: texts as units with what one must know about them, to and from their tools' files."""

from .units import Delivered, Sheet, Unit, sheet_of

__all__ = ["Delivered", "Sheet", "Unit", "sheet_of"]
