"""QR codes as matrices (ISO/IEC 18004). They are drawn by the layout, as one path."""

from functools import lru_cache
from typing import Any

import zxingcpp


@lru_cache(maxsize=4096)
def qr_rows(content: str, ecc: str) -> tuple[str, ...] | None:
    """Rows of "0" and "1" (dark), without quiet zone; `None` if no code holds that much.

    `ecc` is L, M, Q or H. The smallest version that holds the content is taken.
    """
    try:
        code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level=ecc)
    except (ValueError, RuntimeError):
        return None
    image: Any = code.to_image(scale=1, add_quiet_zones=False)
    size = image.shape[1]
    # 0 is dark in the picture.
    data = memoryview(image).tobytes().translate(_TO_DIGITS).decode("ascii")
    return tuple(data[start : start + size] for start in range(0, len(data), size))


_TO_DIGITS = bytes(0x31 if value < 128 else 0x30 for value in range(256))
