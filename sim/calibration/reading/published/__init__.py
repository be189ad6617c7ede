"""Files as they are published: PX and JSON-stat tables, XES and OCEL event logs."""
