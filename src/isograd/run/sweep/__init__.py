"""A sweep: campaigns, each a whole ``isograd compare``, spread over the nodes of a Ray cluster.

`orders` is what driver and nodes tell each other, `node` what runs on a node, `driver` decides
which campaign goes where and stores what comes back, `cluster` alone speaks to Ray.
"""
