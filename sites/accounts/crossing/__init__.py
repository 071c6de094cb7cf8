"""One sign-in on seven host names: how it goes from the portal to another host.

1. The host gives the browser a random cookie, the *state*, and sends it to the portal with the
   state's digest and the path to come back to (``/compte/connexion/?pour=…&etat=…&suite=…``).
2. The portal, once the person is signed in there, writes a ``HandOff`` down and sends the browser
   back with its code (``/compte/retour/?code=…``).
3. The host changes the code into a session of its own: once, within a minute, only for this host,
   only in the browser that holds the state, only while the sign-in lasts.

No cookie is shared between hosts and none is read in a frame, so it works with partitioned cookies
and without third-party ones. It is the authorization code flow of OAuth 2.0 (RFC 6749, 4.1) with
both sides in one database.
"""
