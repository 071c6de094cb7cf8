"""What specimens are made of: people, texts, pictures, things of a quarter. All of it made up."""
