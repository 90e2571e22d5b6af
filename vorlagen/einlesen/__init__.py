"""The reader of old papers: out of recognised text come the fields of the form, each with how certain it is.

Pure functions. `quelle` makes text out of a file, `gliederung` finds the parts by their headings, `kopf`, `kosten` and `texte`
read them, `woerter` knows the German words, `vorschlaege` proposes repairs, `papier` puts all together. Nothing is repaired
silently: `papier.anwenden` takes the repairs that somebody has accepted.
"""
