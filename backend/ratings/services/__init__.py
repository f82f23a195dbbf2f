"""Planning exercises, marking cards, sealing, debriefing."""
