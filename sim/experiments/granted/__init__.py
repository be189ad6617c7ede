"""Courses granted by minutes a week: columns, sums and figures by the course that is granted."""
