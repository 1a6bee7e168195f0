"""Small real PDFs with the link that verification looks for."""

import io

import pikepdf

A4_LANDSCAPE_PT = (841.89, 595.28)


def make_pdf(*links: str, text: str = "Certificate") -> bytes:
    """One page that shows `text` (ASCII) in Helvetica, with `links` as addresses over its QR code."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=A4_LANDSCAPE_PT)
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(f"BT /F1 36 Tf 80 400 Td ({text}) Tj ET".encode("ascii"))
    if links:
        page.Annots = pikepdf.Array([pdf.make_indirect(_link(link)) for link in links])
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)  # the same file for the same text, whatever the second
    return out.getvalue()


def _link(address: str) -> pikepdf.Dictionary:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[700, 60, 780, 140],
        Border=[0, 0, 0],
        A=action,
    )
