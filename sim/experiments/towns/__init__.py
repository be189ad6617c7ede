"""A scenario begun from what every municipality knows: its inhabitants and its teams."""
