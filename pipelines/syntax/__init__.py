"""Words, sentences and word classes: what every stage that reads sentences builds on."""
