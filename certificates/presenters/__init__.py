"""What the pages of jobs show, in the words and shapes of their templates."""
