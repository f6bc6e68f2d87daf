"""What is learned from papers and shipped; nothing that reads papers imports it."""
