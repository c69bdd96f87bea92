"""The kernel lies in the adapter: there is nothing that a framework would do differently."""
