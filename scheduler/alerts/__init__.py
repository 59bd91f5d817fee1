"""Telling: what is owed to whom (`outbox`), in which words (`message`), by which way (`channels`, `feed`)."""
