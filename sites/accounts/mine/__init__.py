"""The pages of « Mon compte » that every site shows in its own look."""
