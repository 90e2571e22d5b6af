"""The register read for templates: pure functions from an Eintrag to small frozen objects."""
