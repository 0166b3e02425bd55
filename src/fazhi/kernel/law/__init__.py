"""法律法规: statutes, versions, articles; what deadlines, gates and answers cite; search over them."""
