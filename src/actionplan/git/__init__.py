"""What git knows of a plan, asked of the git program itself."""
