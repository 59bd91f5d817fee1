"""The demo: made-up boards and a mailbox on loopback, and the real daemon between them."""
