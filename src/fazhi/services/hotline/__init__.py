"""12348热线 The legal hotline: calls of its own seats or of the province's, work orders until somebody is content, quality, satisfaction."""
