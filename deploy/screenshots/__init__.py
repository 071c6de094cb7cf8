"""`make screenshots`: the pictures of docs/images, from a demo made for the occasion."""
