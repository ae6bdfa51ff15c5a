"""What the screens show, as Qt models without a widget."""
