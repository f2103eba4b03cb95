package dev.spotwise.charts;

/** How the report looks. Holds no character that XML would have escaped. */
final class ReportStyle {

  static final String CSS =
      """

      :root { --ink: #1f2328; --muted: #5b636b; --page: #ffffff; --rule: #d0d4d8; --band: #f3f5f7; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e6e8ea; --muted: #a3abb3; --page: #16191d; --rule: #3a4149; --band: #1f242a; }
      }
      body { margin: 0; background: var(--page); color: var(--ink);
        font: 16px/1.5 "DejaVu Sans", system-ui, sans-serif; }
      main { max-width: 70rem; margin: 0 auto; padding: 1.5rem; }
      h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0 1rem; }
      h2 { font-size: 1.2rem; margin: 2.2rem 0 0.6rem; }
      p, li { max-width: 46rem; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
      caption { text-align: left; color: var(--muted); padding-bottom: 0.4rem; }
      th, td { padding: 0.35rem 0.7rem 0.35rem 0; text-align: left; vertical-align: top;
        border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }
      thead th { color: var(--muted); font-weight: normal; border-bottom: 2px solid var(--rule);
        overflow-wrap: normal; }
      tbody th { font-weight: normal; min-width: 8.5rem; }
      tbody tr:nth-child(even) { background: var(--band); }
      .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
      figure { margin: 1rem 0 2rem; }
      img { width: 100%; height: auto; border: 1px solid var(--rule); border-radius: 4px; }
      figcaption { color: var(--muted); font-size: 0.875rem; }
      @media print {
        :root { --ink: #000000; --muted: #444444; --page: #ffffff; --rule: #bbbbbb; --band: #ffffff; }
        main { max-width: none; padding: 0; }
        figure, tr { break-inside: avoid; }
        h2 { break-after: avoid; }
        .wide { overflow: visible; }
      }
      """;

  private ReportStyle() {}
}
