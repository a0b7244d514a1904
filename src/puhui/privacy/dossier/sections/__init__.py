"""The sections of the document, one a module: each writes its blocks of a dossier."""
