"""Making the pay table that ships: `make market` (docs/market.md)."""
