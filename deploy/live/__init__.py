"""A live demo server, its addresses and a browser: shared by tests/browser, audit, screenshots."""
