"""The administrator's commands, one file for each thing that is looked after."""
