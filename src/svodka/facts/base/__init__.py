"""What every fact reader builds on: drafts, arguments, parties, time, stages, people, places, merging."""
