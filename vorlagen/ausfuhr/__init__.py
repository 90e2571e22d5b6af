"""A finished matter as one ZIP: documents, Anlagen, metadata and checksums, for the archive and for good keeping.

`paket.schreiben` makes it, `pruefung.fehler` checks one. The same matter gives the same bytes: every date in it is one of the
matter, every list is sorted, nothing is compressed.
"""
