"""Deployments: troops and weapons sent to another country, and withdrawn."""
