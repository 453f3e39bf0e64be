"""The core: law, ranking, needs, explanation; no web, no database, no clock, no environment."""
