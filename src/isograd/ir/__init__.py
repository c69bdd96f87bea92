"""The neutral program between a captured model and what is emitted: types, nodes, calls, laws."""
