"""Writes RESULTS.md from results/*.json."""

import json
from pathlib import Path
from statistics import median

from .part import Limit, Part, Ratio
from .paths import BENCHMARKS, RESULTS

HEAD = """# What was measured

`make bench` writes this file; [README.md](README.md) says how to run and to read it. Everything in a part ran in turn, \
on one machine, in one run; the order of the contestants turned round after round. Shown are medians and, in brackets, \
least and most. A ratio is Eva's median over that of the quickest of those it is held against: under 1 Eva is better. \
Quality on real claims, against the same peers, also stands in the project's [README.md](../README.md).
"""


def write_report(parts: list[Part]) -> Path:
    results = {part.name: load(part) for part in parts}
    done = [(part, results[part.name]) for part in parts if results[part.name]]
    absent = [part for part in parts if not results[part.name]]
    blocks = [HEAD, summary(done)]
    if absent:
        blocks.append("Not run: " + ", ".join(f"{part.name} ({part.title})" for part in absent) + ".\n")
    blocks += [section(part, result) for part, result in done]
    blocks.append(machines(done))
    path = BENCHMARKS / "RESULTS.md"
    path.write_text("\n".join(blocks))
    return path


def load(part: Part) -> dict | None:
    path = RESULTS / f"{part.name}.json"
    return json.loads(path.read_text()) if path.exists() else None


# Figures


def values(result: dict, name: str, measure: str) -> list[float]:
    taken = result["samples"].get(name, [])
    return [sample[measure] for sample in taken if sample.get(measure) is not None]


def middle(result: dict, name: str, measure: str) -> float | None:
    found = values(result, name, measure)
    return median(found) if found else None


def number(value: float | None, digits: int = 3) -> str:
    """So many significant digits; whole numbers from 1,000 up, and powers of ten for what is tiny."""
    if value is None:
        return ""
    if float(value).is_integer():
        return f"{value:,.0f}"
    if value != 0 and abs(value) < 1e-3:
        return f"{value:.{digits - 1}e}"
    if abs(value) >= 10**digits:
        return f"{value:,.0f}"
    return f"{value:#.{digits}g}".rstrip(".")


def seconds(value: float) -> str:
    """In the unit that leaves a number one can read."""
    for unit, factor in [("s", 1), ("ms", 1e3), ("µs", 1e6)]:
        if value * factor >= 0.1:
            break
    return f"{number(value * factor)} {unit}"


def quantity(value: float, unit: str) -> str:
    if unit == "s":
        return seconds(value)
    return f"{number(value, 4)} {unit}".strip()


# Targets


def verdict(target: Ratio | Limit, result: dict) -> list[str]:
    """Cells: Eva, against, ratio, target, outcome."""
    bound = f"at most {target.at_most:g}" if target.at_most is not None else f"at least {target.at_least:g}"
    own = middle(result, target.eva, target.measure)
    if isinstance(target, Limit):
        return ["" if own is None else number(own, 4), "", "", bound, outcome(own, target)]
    found = {name: middle(result, name, target.rival_measure) for name in target.against}
    found = {name: value for name, value in found.items() if value is not None}
    if own is None or not found:
        return ["", "", "", bound, outcome(None, target)]
    best = (min if target.at_most is not None else max)(found, key=found.__getitem__)
    ratio = own / found[best]
    failed = len(target.against) - len(found)
    return [
        quantity(own, target.unit),
        f"{best}: {quantity(found[best], target.unit)}",
        number(ratio, 4 if target.unit == "" else 3),
        bound,
        outcome(ratio, target) + (f" ({failed} of the peers without a figure)" if failed else ""),
    ]


def outcome(value: float | None, target: Ratio | Limit) -> str:
    if value is None:
        return "**not measured**"
    if target.at_most is not None:
        met, loses = value <= target.at_most, value > 1
    else:
        met, loses = value >= target.at_least, value < 1
    if met:
        return "met"
    return "**missed: Eva loses**" if loses and isinstance(target, Ratio) else "**missed**"


def summary(done: list[tuple[Part, dict]]) -> str:
    lines = [
        "## In short",
        "",
        "| work | Eva | against, the best of them | ratio | target | |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for part, result in done:
        for target in part.targets:
            lines.append(f"| {target.work} | {' | '.join(verdict(target, result))} |")
    return "\n".join(lines) + "\n"


# Parts


def section(part: Part, result: dict) -> str:
    columns = {key: name for key, name in part.columns.items() if has(result, key)}
    heads = ["", part.seconds, "Eva's over it", "peak memory", *columns.values(), "runs"]
    lines = [f"## {part.title}", "", part.text, "", row(heads), row(["---"] * len(heads))]
    for contestant in part.contestants:
        if contestant.name in result["samples"]:
            lines.append(contestant_row(part, result, contestant.name, list(columns)))
        elif contestant.name in result["failures"]:
            lines.append(row([contestant.name, "failed"] + [""] * (len(heads) - 2)))
    for name, reason in result["failures"].items():
        lines += ["", f"{name} failed: `{reason}`"]
    lines += ["", note(result)]
    return "\n".join(lines) + "\n"


def eva_against(part: Part, name: str) -> str:
    """Which of Eva's contestants a peer's time is held against."""
    timed = [target for target in part.targets if isinstance(target, Ratio) and target.measure.endswith("seconds")]
    own = [target.eva for target in timed if name in target.against] + [target.eva for target in timed]
    return (own + [part.contestants[0].name])[0]


def contestant_row(part: Part, result: dict, name: str, columns: list[str]) -> str:
    own = middle(result, eva_against(part, name), "seconds")
    taken = values(result, name, "seconds")
    share = "" if own is None or name.startswith("Eva") else number(own / median(taken))
    memory = values(result, name, "peak_mib")
    return row(
        [
            name,
            f"{seconds(median(taken))} [{seconds(min(taken))}–{seconds(max(taken))}]",
            share,
            f"{median(memory):,.0f} MiB",
            *(number(middle(result, name, key), 4) for key in columns),
            str(len(taken)),
        ]
    )


def note(result: dict) -> str:
    text = f"{result['when']}, Eva at {result['machine']['eva']['commit']}"
    if result["busy_before"] > 0.1:
        text += f"; **other work took {result['busy_before']:.0%} of the cores** just before the start"
    return text + "."


def has(result: dict, key: str) -> bool:
    return any(key in sample for taken in result["samples"].values() for sample in taken)


def row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


# Machine


def machines(done: list[tuple[Part, dict]]) -> str:
    """The machine and versions, once for all parts that share them."""
    groups: dict[str, list[str]] = {}
    for part, result in done:
        groups.setdefault(describe(result["machine"]), []).append(part.name)
    lines = ["## Machine and versions", ""]
    for text, names in groups.items():
        lines += [text if len(groups) == 1 else f"{', '.join(names)}: {text}", ""]
    return "\n".join(lines)


def describe(machine: dict) -> str:
    eva, peers = machine["eva"], machine["peers"]
    versions = ", ".join(f"{name} {version}" for name, version in peers.items() if name != "openblas_cores")
    return (
        f"{machine['cpu']}, {machine['cores']} cores, {machine['memory_gib']} GiB; {machine['system']}. "
        f"OPENBLAS_CORETYPE {machine['openblas_coretype_variable']}; Eva's OpenBLAS runs as {eva['openblas_core']} "
        f"({eva['openblas'].strip()}), numpy's and scipy's as {peers['openblas_cores']}. {eva['swift']}. "
        f"Peers: {versions}."
    )
