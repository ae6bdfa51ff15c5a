"""Everything a county user sees."""
