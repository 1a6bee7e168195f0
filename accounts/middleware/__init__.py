"""What is done with each request for the people who send it."""
