"""Papers for boards, committees and families: each kind is an outline of sections, and each section a few blocks."""
