"""Forms of the pages about teams."""

from typing import Any

from django import forms

from accounts import permissions
from accounts.models import Team, TeamMember

LONGEST_DESCRIPTION = 500


class TeamForm(forms.Form):
    """What a team is called, and what it is for."""

    name = forms.CharField(
        max_length=120,
        label="Name of the team",
        help_text="Stands as the issuer on the certificates that you issue from now on.",
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )
    description = forms.CharField(
        max_length=LONGEST_DESCRIPTION,
        required=False,
        label="What it is for",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def _roles_up_to(role: str) -> list[tuple[str, str]]:
    """The roles that somebody of `role` can give, the lowest first; ownership is handed over, not given."""
    return [
        (each.value, each.label)
        for each in permissions.ROLES
        if permissions.rank(each) <= permissions.rank(role) and each != TeamMember.Role.OWNER
    ]


class RoleForm(forms.Form):
    """A role for a member, up to that of whoever gives it."""

    role = forms.ChoiceField(label="Role")

    def __init__(self, *args: Any, giver: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["role"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = _roles_up_to(giver)


class InviteForm(RoleForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        max_length=254, label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    field_order = ("email", "role")


class MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    """One of the members of a team, by name and address."""

    def label_from_instance(self, obj: TeamMember) -> str:
        return f"{obj.user.get_full_name()} ({obj.user.email})"


class NewOwnerForm(forms.Form):
    """To whom a team is handed over."""

    member = MemberField(queryset=TeamMember.objects.none(), label="New owner", empty_label=None)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["member"]
        assert isinstance(choice, MemberField)
        others = TeamMember.objects.filter(team=team).exclude(role=TeamMember.Role.OWNER)
        choice.queryset = others.select_related("user").order_by("user__name", "user__email")


class DeleteForm(forms.Form):
    """The team's name, typed: nobody deletes one by a slip."""

    name = forms.CharField(max_length=120, label="Type the name of the team", strip=True)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._team = team
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    def clean_name(self) -> str:
        typed = str(self.cleaned_data["name"])
        if typed != self._team.name.strip():
            raise forms.ValidationError(f"That is not its name. It is called {self._team.name}.")
        return typed
