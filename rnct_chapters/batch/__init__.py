"""Many events, each brought up to date by tasks that stand alone: on this machine, or on a cluster."""
