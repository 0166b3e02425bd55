"""门户 The public: apply, follow, look up, verify."""
