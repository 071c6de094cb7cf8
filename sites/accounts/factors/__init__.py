"""The second factor: passkeys, an app's codes, recovery codes; who owes one, how it is set up."""
