"""Transfers: arms and equipment on their way from a supplier to a recipient."""
