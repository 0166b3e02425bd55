"""公共法律服务网络 Public legal services: sites of four levels, who is on duty, village advisers, receptions and what is provided."""
