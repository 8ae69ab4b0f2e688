"""A link as a picture that a telephone can read."""

import io

QUIET_ZONE = 4  # modules left white on each side, as the standard of QR codes asks
SMALLEST = 520  # pixels


def png(link: str) -> bytes:
    """Draw the QR code of a link, black on white, as a PNG file.

    A module of the code is a whole number of pixels wide: the least with which the picture, its quiet
    zone included, is at least `SMALLEST` wide.

    Raises
    ------
    ValueError
        If the link is too long for a QR code, which holds 2953 bytes.
    """
    import segno  # not above: few visitors ask for a code

    code = segno.make_qr(link, error="l")
    modules, _ = code.symbol_size(border=QUIET_ZONE)
    file = io.BytesIO()
    code.save(file, kind="png", scale=-(-SMALLEST // modules), border=QUIET_ZONE)
    return file.getvalue()
