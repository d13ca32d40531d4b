"""The pure engine: (Script, Session, Given, Scene) → Turn. It never awaits, stores or sends."""
