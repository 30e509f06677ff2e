"""Speed and memory, stage by stage: `make bench` prints them; no test asserts a number of seconds."""
