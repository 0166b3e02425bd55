"""What is done in the network of services: the verbs that its steps call."""
