"""Pages of the Vorlagen in the inner wing. Each fetches through `sichtbar_fuer`: unseen is 404, seen but not allowed 403."""
