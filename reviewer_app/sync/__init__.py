"""The wire between desktop and service; knows neither Qt nor a concrete store."""
