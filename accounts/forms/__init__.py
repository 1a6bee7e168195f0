"""Forms of the pages about people and teams."""
