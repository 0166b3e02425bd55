"""服务引领: services to the public."""
