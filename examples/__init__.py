"""Records in the shapes that recruiting systems return, and the code that reads them."""
