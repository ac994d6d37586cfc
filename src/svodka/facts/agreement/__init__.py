"""Agreements: contracts, treaties, protocols, memoranda, plans and oral arrangements."""
