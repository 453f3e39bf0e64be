"""The words of the service: closed vocabularies, tables as data, and the shapes of results.

Standard library and NumPy only; nothing here reads a file at import, and nothing knows of the core or the web.
"""
