"""Speed as ratios to yardsticks, taken in one interleaved run on one machine (quality.md)."""
