"""What the boards say: one child process a batch of boards, no database, no rules."""
