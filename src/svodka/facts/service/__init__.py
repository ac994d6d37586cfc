"""Services: repair, upkeep, modernisation, training, licensed production, joint development, spare parts."""
