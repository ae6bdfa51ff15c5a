"""The two letters with which an office's receipt numbers (收件号) begin: initials of its name, unique in the region."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OFFICE_LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "450700-ZS": "QZ",
        "450703": "QB",
        "450702": "QN",
        "450721": "LS",
        "450722": "PB",
        "451321": "XC",
        "451322": "XZ",
        "451323": "WX",
        "451324": "JX",
        "451381": "HS",
        "451400-ZS": "CZ",
        "451402": "JZ",
        "451424": "DX",
        "451421": "FS",
        "451423": "LZ",
        "451422": "NM",
        "451425": "TD",
        "451481": "PX",
    }
)
