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


def verdict(part: Part, target: Ratio | Limit, result: dict) -> tuple[str, str, str, str, str]:
    """Cells: Eva, against, ratio, target, outcome."""
    if isinstance(target, Limit):
        return limit_verdict(target, result)
    own = middle(result, target.eva, target.measure)
    rivals = {name: middle(result, name, target.opponent) for name in target.against}
    found = {name: value for name, value in rivals.items() if value}
    bound = f"at most {target.at_most:g}"
    if own is None or not found:
        return "", "", "", bound, "**not measured**"
    best = min(found, key=found.__getitem__)
    ratio = own / found[best]
    outcome = "met" if ratio <= target.at_most else "**missed**" if ratio <= 1 else "**missed: Eva loses**"
    if missing := len(rivals) - len(found):
        outcome += f" ({missing} of the peers failed)"
    digits = 4 if target.at_most > 1 else 3
    return (
        quantity(own, target.unit),
        f"{best}: {quantity(found[best], target.unit)}",
        number(ratio, digits),
        bound,
        outcome,
    )


def limit_verdict(target: Limit, result: dict) -> tuple[str, str, str, str, str]:
    own = middle(result, target.eva, target.measure)
    bound = f"at most {target.at_most:g}" if target.at_most is not None else f"at least {target.at_least:g}"
    if own is None:
        return "", "", "", bound, "**not measured**"
    held = own <= target.at_most if target.at_most is not None else own >= target.at_least
    return number(own, 4), "", "", bound, "met" if held else "**missed**"


def summary(done: list[tuple[Part, dict]]) -> str:
    lines = [
        "## In short",
        "",
        "| work | Eva | against, the best of them | ratio | target | |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for part, result in done:
        for target in part.targets:
            lines.append(f"| {target.work} | {' | '.join(verdict(part, target, result))} |")
    return "\n".join(lines) + "\n"


# Parts


def section(part: Part, result: dict) -> str:
    columns = {key: name for key, name in part.columns.items() if has(result, key)}
    heads = ["", part.seconds, "Eva takes", "peak memory", *columns.values(), "runs"]
    lines = [f"## {part.title}", "", part.text, "", row(heads), row(["---"] * len(heads))]
    eva = {target.eva for target in part.targets}
    own = next((value for name in eva if (value := middle(result, name, "seconds"))), None)
    for contestant in part.contestants:
        if contestant.name in result["samples"]:
            lines.append(contestant_row(result, contestant.name, own, list(columns)))
        elif contestant.name in result["failures"]:
            lines.append(row([contestant.name, "failed"] + [""] * (len(heads) - 2)))
    for name, reason in result["failures"].items():
        lines += ["", f"{name} failed: `{reason}`"]
    lines += ["", note(result)]
    return "\n".join(lines) + "\n"


def contestant_row(result: dict, name: str, own: float | None, columns: list[str]) -> str:
    taken = values(result, name, "seconds")
    share = "" if own is None or name.startswith("Eva") else f"{number(own / median(taken))} of it"
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
