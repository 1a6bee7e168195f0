"""Everything behind `make`: set-up, launching and testing on a machine that has Python and nothing else.

Only the standard library may be imported here, for these modules run before the virtual environment exists.
"""
