"""What the endpoints of teams have in common. Nothing is imported here: the framework reads some of it while it starts."""
