/// The look of the page: one column on a phone, light or dark as the reader's system is, fit for print.
enum StyleSheet {
    static let text = """
        :root {
          color-scheme: light dark;
          --page: #f4f6f9; --card: #ffffff; --ink: #17202b; --soft: #566373; --line: #dde3ea;
          --eva: #2159c8; --eva-soft: #2159c826; --base: #7d8896; --best: #15803d; --badge: #8a4b00;
          --badge-back: #fff1d6;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0e141b; --card: #17202a; --ink: #e7ecf2; --soft: #a3b0be; --line: #2b3744;
            --eva: #7db0ff; --eva-soft: #7db0ff33; --base: #93a0ae; --best: #5fd38a; --badge: #ffd590;
            --badge-back: #4a3204;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--page); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif;
        }
        main { max-width: 1120px; margin: 0 auto; padding: 32px 20px 56px; }
        h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; overflow-wrap: anywhere; }
        h2 { margin: 40px 0 14px; font-size: 1.2rem; }
        h3 { margin: 0 0 10px; font-size: 1rem; }
        .head { display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: center; }
        .badge {
          padding: 3px 12px; border-radius: 99px; background: var(--badge-back); color: var(--badge);
          font-size: .82rem; font-weight: 650; letter-spacing: .03em; text-transform: uppercase;
        }
        .warning {
          margin: 14px 0 0; padding: 10px 14px; border-radius: 10px; background: var(--badge-back);
          color: var(--badge);
        }
        dl.facts { display: flex; flex-wrap: wrap; gap: 6px 26px; margin: 14px 0 26px; font-size: .92rem; }
        dl.facts div { display: flex; gap: 7px; min-width: 0; }
        dl.facts dt { color: var(--soft); white-space: nowrap; }
        dl.facts dd { margin: 0; font-weight: 550; overflow-wrap: anywhere; }
        .cards { display: grid; gap: 16px; grid-template-columns: repeat(4, 1fr); }
        .card, figure, .table {
          background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 18px 20px;
        }
        .card p { margin: 0; }
        .card .name { color: var(--soft); font-size: .9rem; }
        .card .big { font-size: 2rem; font-weight: 680; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .card .more { color: var(--soft); font-size: .86rem; }
        .card.main { grid-column: span 2; grid-row: span 2; display: flex; flex-direction: column; }
        .card.main .big { font-size: 3.1rem; color: var(--eva); letter-spacing: -.02em; }
        .compare { margin: auto 0 0; padding-top: 18px; display: grid; gap: 9px; }
        .compare div { display: grid; grid-template-columns: 9.5em 1fr 4em; gap: 12px; align-items: center; }
        .compare dt { font-size: .9rem; }
        .compare dd { margin: 0; }
        .compare .value { text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; }
        .track { display: block; height: 12px; border-radius: 6px; background: var(--line); overflow: hidden; }
        .track span { display: block; height: 100%; border-radius: 6px; background: var(--base); }
        .track.eva span { background: var(--eva); }
        .track.top span { background: var(--best); }
        .charts { display: grid; gap: 16px; grid-template-columns: repeat(2, minmax(0, 1fr)); }
        figure { margin: 0; }
        figcaption ul {
          display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 8px 0 0; padding: 0; list-style: none;
          color: var(--soft); font-size: .85rem;
        }
        .key { display: inline-block; width: 18px; margin-right: 7px; vertical-align: middle; }
        .key.curve { border-top: 3px solid var(--eva); }
        .key.majority { border-top: 2px dashed var(--base); }
        .key.best { border-top: 2px dashed var(--best); }
        .key.point { width: 10px; height: 10px; border-radius: 5px; background: var(--best); }
        .key.share { height: 10px; background: var(--eva-soft); }
        svg { display: block; width: 100%; height: auto; font-size: 12px; }
        svg text { fill: var(--soft); font-family: inherit; }
        svg .middle { text-anchor: middle; }
        svg .end { text-anchor: end; }
        svg .axis { font-size: 12px; }
        svg .value { fill: var(--ink); font-size: 15px; font-weight: 650; }
        svg .grid { stroke: var(--line); }
        svg .curve { fill: none; stroke: var(--eva); stroke-width: 2.5; stroke-linejoin: round; }
        svg .majority { fill: none; stroke: var(--base); stroke-width: 1.75; stroke-dasharray: 5 4; }
        svg .best { fill: none; stroke: var(--best); stroke-width: 1.75; stroke-dasharray: 5 4; }
        svg .whisker { fill: none; stroke: var(--eva); stroke-width: 1.5; opacity: .65; }
        svg .dot { fill: var(--eva); stroke: var(--card); stroke-width: 1.5; }
        svg .majority-dot { fill: var(--base); }
        svg .best-dot { fill: var(--best); }
        svg .share { fill: var(--eva-soft); }
        .table { padding: 6px 0 0; margin: 0 0 16px; overflow-x: auto; }
        .table:focus-visible { outline: 3px solid var(--eva); outline-offset: 2px; }
        table { width: 100%; border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
        caption { padding: 10px 20px; text-align: left; font-weight: 650; overflow-wrap: anywhere; }
        th, td { padding: 8px 12px; text-align: right; white-space: nowrap; border-top: 1px solid var(--line); }
        thead th { color: var(--soft); font-weight: 550; font-size: .85rem; }
        th:first-child { padding-left: 20px; text-align: left; }
        td:last-child, th:last-child { padding-right: 20px; }
        tbody th { font-weight: 550; white-space: normal; min-width: 9.5em; max-width: 20em; overflow-wrap: anywhere; }
        tbody th .bar { position: relative; display: block; width: 110px; height: 5px; margin-top: 5px; }
        .bar { border-radius: 3px; background: var(--line); }
        .bar i { display: block; height: 100%; border-radius: 3px; background: var(--eva); }
        .bar b { position: absolute; top: -3px; width: 2px; height: 11px; background: var(--ink); }
        footer { margin-top: 32px; color: var(--soft); font-size: .88rem; }
        footer p { margin: 0 0 8px; max-width: 80ch; }
        @media (max-width: 860px) {
          .cards { grid-template-columns: repeat(2, 1fr); }
          .card.main { grid-row: auto; }
          .charts { grid-template-columns: minmax(0, 1fr); }
        }
        @media (max-width: 460px) {
          main { padding: 22px 12px 40px; }
          .card { padding: 14px; }
          .card .big { font-size: 1.6rem; }
          .compare div { grid-template-columns: 7.4em 1fr 3.6em; gap: 8px; }
        }
        @media print {
          body { background: #fff; font-size: 12px; }
          figure, .card, .table { break-inside: avoid; }
        }
        """
}
