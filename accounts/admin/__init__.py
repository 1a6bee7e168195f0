"""What operators see of people, teams and what they did. Each module registers its own."""

from . import legal, people, teams, uploads

__all__ = ["legal", "people", "teams", "uploads"]
