"""The timeline in the formats that other programs open; each says what of it they have no room for."""
