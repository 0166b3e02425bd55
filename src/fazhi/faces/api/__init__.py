"""接口 Machines: the same declarations as JSON and OpenAPI."""
