"""The service around the core: command line today; HTTP API, store and pages as they come."""
