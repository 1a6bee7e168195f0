"""The shipped ornaments: drawn by `scripts.build_ornaments`, offered by the editor."""

# The files of static/ornaments in the order of the tab, with what each holds.
ORNAMENTS = {
    "borders": "Borders",
    "corners": "Corners",
    "seals": "Seals and rosettes",
    "ribbons": "Ribbons and banners",
    "wreaths": "Laurels and wreaths",
    "dividers": "Dividers and flourishes",
    "signatures": "Signature lines",
    "medals": "Stars and medals",
    "badges": "Badges",
}
