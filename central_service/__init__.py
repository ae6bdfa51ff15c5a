"""Reference implementation of the region's central enrolment service: guardians send cases in, desktops sync them."""
