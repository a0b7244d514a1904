"""The city's lending in numbers: counted at the portal, told to the city's regulators, shown to their people."""
