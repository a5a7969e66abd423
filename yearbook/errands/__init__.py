"""What the commands ask for beside a build: each errand puts the stages together in its own way, with the help of `press`."""
