"""The same messages written by us, by hand, and by other libraries, side by side."""
