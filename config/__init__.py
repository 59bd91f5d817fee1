"""What the user says: settings, rules, and one clear line for every mistake in them."""
