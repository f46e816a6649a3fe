"""The business case: formulas over declared inputs, worked out in decimals as low, expected and high."""
