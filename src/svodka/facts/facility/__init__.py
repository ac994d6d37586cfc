"""Facilities: bases, radars, ranges, centres and plants."""
