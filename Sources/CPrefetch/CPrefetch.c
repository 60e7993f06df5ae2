// A C target needs a source file; all it has is in its header.
