"""Signing in with an identity from outside: FranceConnect, ProConnect, any OpenID Connect provider.

allauth keeps the link (``SocialAccount``), the state of a flow and the stages of a sign-in. Talking
to a provider is ours: allauth's adapter sends no nonce, takes an id_token from the token endpoint
without looking at its signature, follows redirects, reads answers of any size and knows no signed
userinfo.

- providers: what is known of a provider (no Django: settings are made of it)
- fetching, metadata, tokens, exchange: the protocol
- flows, pending: what a session remembers between two pages
- accounts: whose identity it is; linking, unlinking, signing up
- views: arriving, joining (the first visit), security; leaving: signing out over there
"""
