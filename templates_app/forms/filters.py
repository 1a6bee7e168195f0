"""What the gallery is narrowed to, read from the address of the page."""

from collections.abc import Iterable, Sequence

from django import forms
from django.http import QueryDict

from templates_app.document.units import PAGE_SIZES, orientation, paper_name
from templates_app.selectors import DesignFilter, Facet

ORIENTATIONS = (("landscape", "Landscape"), ("portrait", "Portrait"), ("square", "Square"))
DIRECTIONS = (("ltr", "Left to right"), ("rtl", "Right to left"))
ORIGINS = (("", "All designs"), ("team", "Made by your team"), ("shipped", "Shipped with the product"))
_RANK = {size.name: rank for rank, size in enumerate(PAGE_SIZES)}


class DesignFilterForm(forms.Form):
    """Every field is optional and offers only what occurs; a value that does not exist narrows nothing."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=100,
        widget=forms.SearchInput(attrs={"placeholder": "Diploma, school, badge…", "autocomplete": "off"}),
    )
    orientation = forms.ChoiceField(label="Orientation", required=False)
    paper = forms.ChoiceField(label="Paper", required=False)
    category = forms.ChoiceField(label="Made for", required=False)
    direction = forms.ChoiceField(label="Writing direction", required=False)
    origin = forms.ChoiceField(label="Whose", required=False, choices=ORIGINS)

    def __init__(self, data: QueryDict, *, facets: Iterable[Facet], has_team: bool) -> None:
        super().__init__(data)
        known = list(facets)
        standing = {orientation(facet.width, facet.height) for facet in known}
        papers = sorted({paper_name(facet.width, facet.height) for facet in known}, key=_order)
        categories = sorted({facet.category for facet in known if facet.category})
        directions = {facet.direction for facet in known}
        self._offer("orientation", "Any orientation", [pair for pair in ORIENTATIONS if pair[0] in standing])
        self._offer("paper", "Any paper", [(name, name) for name in papers])
        self._offer("category", "Anything", [(name, name[:1].upper() + name[1:]) for name in categories])
        self._offer("direction", "Any direction", [pair for pair in DIRECTIONS if pair[0] in directions])
        if not has_team:
            del self.fields["origin"]

    def _offer(self, name: str, everything: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]

    def filter(self) -> DesignFilter:
        """What the fields say that make sense."""
        self.is_valid()
        said = self.cleaned_data
        return DesignFilter(
            text=said.get("q", ""),
            orientation=said.get("orientation", ""),
            paper=said.get("paper", ""),
            category=said.get("category", ""),
            direction=said.get("direction", ""),
            origin=said.get("origin", ""),
        )

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Name and value of each field that narrows the gallery: what addresses of other pages carry on."""
        self.is_valid()
        return [(name, self.data[name]) for name in self.fields if self.cleaned_data.get(name)]


def _order(paper: str) -> tuple[int, str]:
    """Named sizes in their usual order, then the rest."""
    return (_RANK.get(paper, len(_RANK)), paper)
