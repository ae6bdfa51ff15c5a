"""Widgets; they show view models and send back what the person did."""
