"""What the pages about people and teams show."""
