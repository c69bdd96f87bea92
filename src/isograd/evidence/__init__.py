"""What runs leave behind: records, the store that keeps them, bundles that carry them."""
