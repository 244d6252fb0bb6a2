"""What a new process costs: imports, and the first message."""
