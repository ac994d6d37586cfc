"""Who is who: names, the entities behind them, and what people decided about them."""
