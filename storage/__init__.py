"""Everything that outlives a restart: tables, migrations, sealed columns.

Nothing here knows the bot; it stores addresses, bodies and moments that others give a meaning.
"""
