"""Take the data out: a person's, a pod's or a workspace's, as plain records."""
