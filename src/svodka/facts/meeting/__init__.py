"""Meetings: who met whom, in what form, where and when."""
