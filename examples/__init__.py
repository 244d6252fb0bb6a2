"""Records as recruiting systems return them, and the code that reads them."""
