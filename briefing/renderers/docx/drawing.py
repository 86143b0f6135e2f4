"""Drawings: the timeline as native shapes, the logo as a picture beside the head."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model import strip_shapes
from briefing.model.blocks import Mark, Picture, Strip
from briefing.model.strip_shapes import Point
from briefing.renderers.docx.xml import PIC, WPG, attribute, emu

_WHITE = "FFFFFF"


def strip(strip: Strip) -> str:
    """The drawing as a group of shapes, with its meaning in words."""
    cx, cy = emu(strip.width_pt), emu(strip.drawing_pt)
    axis = strip.axis_pt
    # A frame nobody sees gives the group its size, which LibreOffice would else take from the shapes alone.
    shapes = [
        _polygon([(0, 0), (strip.width_pt, 0), (strip.width_pt, strip.drawing_pt), (0, strip.drawing_pt)], None, None)
    ]
    shapes.append(_line([(0, axis), (strip.width_pt, axis)], strip.axis))
    shapes.extend(_line([(t.at_pt, axis), (t.at_pt, axis + 4.5)], strip.axis) for t in strip.ticks)
    for at in strip.breaks:
        shapes.append(_polygon(strip_shapes.gap(at, axis), None, _WHITE))
        shapes.extend(_line(stroke, strip.axis) for stroke in strip_shapes.strokes(at, axis))
    shapes.extend(_mark(strip, mark, axis - mark.row * strip.row_pt) for mark in strip.marks)
    numbered = "".join(shape.replace("@id@", str(100 + i)) for i, shape in enumerate(shapes))
    return (
        '<mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="1" name="Timeline" descr={attribute(strip.alt)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{WPG}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{cx}" cy="{cy}"/><a:chOff x="0" y="0"/><a:chExt cx="{cx}" cy="{cy}"/></a:xfrm></wpg:grpSpPr>'
        f"{numbered}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback/>"
        "</mc:AlternateContent>"
    )


def _mark(strip: Strip, mark: Mark, y: float) -> str:
    fill = strip.ink if mark.kind in ("dot", "bar") else _WHITE
    if mark.kind in ("dot", "ring"):
        return _disc(mark.from_pt, y, strip_shapes.MARK_PT / 2, strip.ink, fill)
    return _polygon(strip_shapes.outline(mark, 0, y), strip.ink, fill)


def _shape(x: float, y: float, w: float, h: float, geometry: str, line: str, fill: str) -> str:
    return (
        '<wps:wsp><wps:cNvPr id="@id@" name="mark @id@"/><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(w)}" cy="{emu(h)}"/></a:xfrm>'
        f"{geometry}{fill}{line}</wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def _ink(colour: str | None, weight_pt: float) -> str:
    if colour is None:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{emu(weight_pt)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'


def _ground(colour: str | None) -> str:
    return "<a:noFill/>" if colour is None else f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _disc(x: float, y: float, radius: float, colour: str, fill: str) -> str:
    geometry = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
    return _shape(x - radius, y - radius, 2 * radius, 2 * radius, geometry, _ink(colour, 0.9), _ground(fill))


def _line(points: Sequence[Point], colour: str) -> str:
    return _path(points, closed=False, line=_ink(colour, 0.75), fill=_ground(None))


def _polygon(points: Sequence[Point], colour: str | None, fill: str | None) -> str:
    return _path(points, closed=True, line=_ink(colour, 0.9), fill=_ground(fill))


def _path(points: Sequence[Point], *, closed: bool, line: str, fill: str) -> str:
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    places = [f'<a:pt x="{emu(x - left)}" y="{emu(y - top)}"/>' for x, y in points]
    steps = f"<a:moveTo>{places[0]}</a:moveTo>" + "".join(f"<a:lnTo>{p}</a:lnTo>" for p in places[1:])
    geometry = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{emu(width)}" h="{emu(height)}">{steps}{"<a:close/>" if closed else ""}</a:path>'
        "</a:pathLst></a:custGeom>"
    )
    return _shape(left, top, width, height, geometry, line, fill)


def logo(picture: Picture) -> str:
    """The logo, flush right at the top of the type, beside the head."""
    cx, cy = emu(picture.width_pt), emu(picture.height_pt)
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>'
        f'<wp:extent cx="{cx}" cy="{cy}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="2" name="Logo" descr={attribute(picture.alt)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr><pic:cNvPr id="2" name="Logo"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
