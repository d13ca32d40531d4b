"""The coordinators' pages in the browser: dialogues as cards, with their problems beside them."""
