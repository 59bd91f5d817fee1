"""Clock, memory and voice: when boards are visited, what is known, and whom to tell."""
