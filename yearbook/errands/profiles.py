"""The colour profiles of an edition's deliveries: that of sRGB, and that of the printing its layout names."""

from pathlib import Path

from yearbook.fonts import stock_of
from yearbook.model.delivery import Intent
from yearbook.model.source import path_inside
from yearbook.press import Checked
from yearbook.problems import ContentError, Problem

PROFILES, RGB = "profiles", "srgb.icc"  # they lie with the fonts


def rgb_profile(checked: Checked) -> bytes:
    """The ICC profile (version 2) of sRGB."""
    return (stock_of(checked.faces) / PROFILES / RGB).read_bytes()


def intent_of(checked: Checked) -> Intent:
    """The printing that the layout names, with its profile, sought in the edition's folder, then among those that lie with the fonts.

    Raises ContentError when there is none, or when it is no profile of a CMYK press.
    """
    look = checked.layout.press.output_intent
    inside = path_inside(checked.edition.folder, look.profile)
    for file in (Path(inside) if inside else None, stock_of(checked.faces) / PROFILES / Path(look.profile).name):
        if file is not None and file.is_file():
            profile = file.read_bytes()
            if profile[36:40] != b"acsp" or profile[12:20] != b"prtrCMYK":
                raise ContentError((Problem.of("profile-strange", checked.place, file=look.profile),))
            return Intent(look.identifier, look.registry, look.condition, profile)
    raise ContentError((Problem.of("profile-missing", checked.place, file=look.profile, layout=checked.layout.id),))
