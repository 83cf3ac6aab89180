"""The page: one HTML file in which people see the graph. Its program is written in TypeScript, in `src/`."""

from kg.export.page.write import export_page

__all__ = ["export_page"]
