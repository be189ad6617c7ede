"""What happens to one citizen: arrival, needs, spells and what ends them, support plans."""
