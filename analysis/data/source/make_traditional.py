"""Write ../traditional.csv: traditional characters and their simplified ones, one to one.

The pairs are those of wordfreq's lookup mapping (Apache-2.0), which is locked;
mappings to several characters would shift offsets and are left out.
"""

from pathlib import Path

from wordfreq.chinese import SIMPLIFIED_MAP

pairs = sorted((chr(code), text) for code, text in SIMPLIFIED_MAP.items() if isinstance(text, str) and len(text) == 1)
lines = ["traditional,simplified", *(f"{a},{b}" for a, b in pairs if a != b)]
Path(__file__).parents[1].joinpath("traditional.csv").write_text("\n".join(lines) + "\n", "utf-8")
