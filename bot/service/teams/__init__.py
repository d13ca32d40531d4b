"""Teams' group chats: setting up huddle cards with buttons, and posting them. Nothing else."""
