"""What the words over tables mean: headings, titles, names of communes."""
