"""The first steps of somebody new. Each is ticked by a fact of the database, never by a click."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the person (the address) and of the team (the rest)."""

    address_is_confirmed: bool
    design_was_chosen: bool
    certificate_was_issued: bool
    certificate_was_verified: bool


@dataclass(frozen=True, slots=True)
class Step:
    """`name`: by which the page knows what to offer for it."""

    name: str
    label: str
    text: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """The steps in the order in which one takes them."""

    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def is_complete(self) -> bool:
        return self.done == len(self.steps)

    @property
    def next_name(self) -> str:
        """The step to take now, "" when all are done. Confirming the address holds nothing up, so it comes last."""
        waiting = [step.name for step in self.steps if not step.is_done]
        return min(waiting, key=lambda name: name == "address", default="")


def checklist(facts: Facts) -> Checklist:
    """Who sees it has an account, so the first step is always done."""
    return Checklist(
        (
            Step("account", "Create your account", "Here you are.", True),
            Step(
                "address",
                "Confirm your email address",
                "Follow the link in our mail: you need it should you forget your password.",
                facts.address_is_confirmed,
            ),
            Step(
                "design",
                "Choose a design",
                "Each one says which columns your list needs.",
                facts.design_was_chosen,
            ),
            Step(
                "issue",
                "Issue your first certificates",
                "You see each one before it is issued.",
                facts.certificate_was_issued,
            ),
            Step(
                "verify",
                "Verify one",
                "Open its public page, as an employer would.",
                facts.certificate_was_verified,
            ),
        )
    )
