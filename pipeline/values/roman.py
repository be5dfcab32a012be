"""Roman numerals as registries write stages and classes, the single signs of Unicode among them."""

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
ROMAN |= {chr(sign + i): i + 1 for sign in (0x2160, 0x2170) for i in range(6)}
