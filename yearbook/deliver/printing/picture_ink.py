"""How much ink a picture of a PDF lays down at most."""

from typing import Any

from yearbook.pictures.separations import heaviest


def ink_of(image: Any, space: str) -> int:
    """In percent; 0 for pictures that are not in the inks of the press, whose printing the printer's conversion bounds."""
    if space == "DeviceGray":
        return 100
    if space not in ("DeviceCMYK", "ICC4"):
        return 0
    decode = [float(one) for one in image.get("/Decode", [])]
    turned = decode[:2] == [1.0, 0.0]
    filters = str(image.get("/Filter", ""))
    if "DCTDecode" in filters:
        return heaviest(bytes(image.read_raw_bytes()), None, turned)
    return heaviest(bytes(image.read_bytes()), (int(image.Width), int(image.Height)), turned)
