"""Tells a full disk from other faults of the operating system."""

import errno


def is_full(fault: OSError) -> bool:
    """Whether there was no room left, or none within the user's share of the disk."""
    return fault.errno in (errno.ENOSPC, errno.EDQUOT)
