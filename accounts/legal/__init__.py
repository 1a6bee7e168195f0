"""Terms, privacy statement and the texts of consents: which there are, how they are written, and how versions differ."""
