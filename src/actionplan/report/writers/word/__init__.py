"""The parts of a Word file: styles and lists, text, tables and pictures as WordprocessingML."""
