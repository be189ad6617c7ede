"""What every figure is drawn with: sheet, axes, rows, letters and colours."""
