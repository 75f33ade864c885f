"""What a command does where it is to look at many plans: one after another, each let go of before the next is read."""
