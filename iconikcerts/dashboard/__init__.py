"""The first page behind the log-in. It reads from every app and is known to none, so it lies beside the addresses."""
