"""Reading invitations, sittings and answers."""
