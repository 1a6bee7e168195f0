"""The small language of computed fields and conditions: docs/expressions.md. Pure, bounded, the same as static/js/expressions/.

A text becomes tokens, tokens a tree, the tree is checked against the fields of a design, and worked out with values.
"""

from .checker import SYSTEM_TYPES, check, type_of
from .errors import ExpressionError
from .evaluator import evaluate
from .functions import FUNCTIONS
from .parser import names_of, parse
from .values import Value, to_text

__all__ = [
    "FUNCTIONS",
    "SYSTEM_TYPES",
    "ExpressionError",
    "Value",
    "check",
    "evaluate",
    "names_of",
    "parse",
    "to_text",
    "type_of",
]
