"""What a volunteer sees in the admin: first screen, scoping, forms, previews."""
