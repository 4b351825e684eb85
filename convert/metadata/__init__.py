"""What a line says of the article: names, dates, places; and the one place that chooses."""
