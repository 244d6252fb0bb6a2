"""Letters for followup-kit; there is no code."""
