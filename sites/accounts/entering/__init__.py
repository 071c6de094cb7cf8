"""Signing in and signing up, on the portal only.

One way in for everybody: an address, then what was mailed to it. Whether an account exists is told
to whoever reads that mail, and to nobody else: page, work and waiting are the same for both. A
password or a passkey are shorter ways for those who have one. Every page carries the destination
(crossing/destinations.py) in its address.
"""
