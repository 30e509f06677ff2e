"""Mentions to events: which mentions speak of the same event, and what they say of it together."""
