"""``python -m central_service``."""

from central_service.cli import main

main()
