"""政治引领: institutions, learning, assessment, annual report."""
