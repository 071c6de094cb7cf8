"""Cases: how they open, what is decided on them, how that is contested and taken back."""
