"""Parts packed as one file, as Word and Excel have them: the same parts give the same bytes.

Source: ISO/IEC 29500-2, Open Packaging Conventions.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

#: The earliest time a zip can hold.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Parts as one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _NO_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return out.getvalue()
