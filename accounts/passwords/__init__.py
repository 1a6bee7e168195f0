"""What a new password is refused for, beside what Django looks at."""
