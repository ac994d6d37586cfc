"""What supplies and services share: the things that change hands, the parties, what was told before."""
