"""Who said it: acts of speech, how far they reach, speakers, outlets, quotations, refutations."""
