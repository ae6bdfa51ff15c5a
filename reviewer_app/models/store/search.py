"""Search in any part of a name, number or address: each character is one word of the index, a query is a phrase.

Characters are spelt in ASCII before they reach the index: the tokenizer's tables do not know every character of a name,
and what a person types can never be read as query syntax.
"""

from __future__ import annotations

import unicodedata

BORDER = " zz "
"""Between two indexed texts, so that no phrase runs from one into the next; nothing typed is ever spelt so."""

MAX_QUERY = 200

_IGNORED_CATEGORIES = frozenset(
    {"Cc", "Cf", "Mn", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Zl", "Zp", "Zs"}
)


class _Spelling(dict[int, str]):
    """Code point -> its word with a space behind, or nothing for what people leave out (dots, spaces, dashes)."""

    def __missing__(self, point: int) -> str:
        # Full-width letters and digits count as the plain ones; no other normalisation, names are kept as they are.
        plain = chr(point - 0xFEE0) if 0xFF01 <= point <= 0xFF5E else chr(point)
        if plain.isascii() and plain.isalnum():
            word = plain.lower() + " "
        elif unicodedata.category(plain) in _IGNORED_CATEGORIES:
            word = ""
        else:
            word = f"x{ord(plain):x} "
        self[point] = word
        return word


_SPELLING = _Spelling()


def spell(text: str) -> str:
    """The index's words for a text."""
    return text.translate(_SPELLING)


def match_expression(text: str) -> str:
    """The query for what a person typed: every part between spaces must occur somewhere. Empty when nothing is."""
    phrases = (spell(part).strip() for part in text[:MAX_QUERY].split())
    return " AND ".join(f'"{phrase}"' for phrase in phrases if phrase)
