"""The graph of who cites whom: papers held, papers cited but not held, dates that conflict, gaps in a series."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from vndocx.errors import PackageMissing
from vndocx.export.item import Item
from vndocx.text import fold, squeeze

__all__ = ["Graph", "Node", "gaps", "graph_of", "write_dot", "write_graphml"]


@dataclass(slots=True)
class Node:
    """A paper: ``held`` when its file is in the archive; ``dates`` are all dates printed for it."""

    key: str
    label: str
    kind: str | None
    number: str | None
    issuer: str | None
    held: bool = False
    path: str | None = None
    dates: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Graph:
    """Nodes by key; edges (citing, cited) with the relation and the number of mentions."""

    nodes: dict[str, Node]
    edges: dict[tuple[str, str], tuple[str, int]]


def graph_of(items: Iterable[Item]) -> Graph:
    """The graph of an archive.

    A number starts again each term (Quy định 66-QĐ/TW, Hướng dẫn 36-HD/VPTW), so a paper is known by number and
    date. A citation without a date joins the only paper of that number, if there is one; two dates within one month
    of each other under one number are one paper with conflicting dates.
    """
    every = list(items)
    known: dict[str, list[Node]] = defaultdict(list)
    graph = Graph({}, {})
    citing: list[tuple[Item, Node]] = []
    for item in every:
        paper = item.record.document
        node = _node(graph, known, paper.number, paper.issued, None)
        node.held, node.path = True, item.path
        node.kind = paper.type.name if paper.type else None
        node.issuer = paper.issuer
        node.label = paper.number or squeeze(paper.subject or item.path)
        citing.append((item, node))
    # Citations with a date first: those without then know what they may join.
    cited = [
        (node, reference) for item, node in citing for reference in item.record.references if reference.kind != "self"
    ]
    for node, reference in sorted(cited, key=lambda pair: pair[1].issued is None):
        other = _node(graph, known, reference.number, reference.issued, reference.title)
        if not other.held:
            other.kind = other.kind or (reference.type.name if reference.type else None)
            other.issuer = other.issuer or reference.issuer
        if other is not node:
            relation, count = graph.edges.get((node.key, other.key), (reference.relation, 0))
            graph.edges[node.key, other.key] = (relation, count + len(reference.mentions))
    return graph


def _node(
    graph: Graph, known: dict[str, list[Node]], number: str | None, issued: str | None, title: str | None
) -> Node:
    name = number.upper() if number else fold(squeeze(title or ""))
    if name:
        same = [node for node in known[name] if _same_paper(node.dates, issued)]
        if issued is None and len(known[name]) != 1:
            same = [node for node in known[name] if not node.dates]
        if same:
            if issued:
                same[0].dates.add(issued)
            return same[0]
    key = f"{name}@{issued or '?'}" if name else f"paper-{len(graph.nodes) + 1}"
    node = graph.nodes[key] = Node(key, number or title or key, None, number, None, dates={issued} if issued else set())
    known[name].append(node)
    return node


def _same_paper(dates: set[str], issued: str | None) -> bool:
    return not dates or issued is None or any(date[:7] == issued[:7] for date in dates)


def gaps(graph: Graph) -> dict[str, list[str]]:
    """Numbers missing between held papers of one series, by series: "KH/TU 2023" → ["3-5", "9"]."""
    series: dict[str, set[int]] = defaultdict(set)
    for node in graph.nodes.values():
        if node.held and node.number and node.dates:
            digits = node.number[: len(node.number) - len(node.number.lstrip("0123456789"))]
            if digits:
                series[f"{node.number[len(digits) :].lstrip('-/')} {min(node.dates)[:4]}"].add(int(digits))
    found: dict[str, list[str]] = {}
    for name, numbers in sorted(series.items()):
        held = sorted(numbers)
        missing = [(a + 1, b - 1) for a, b in pairwise(held) if b - a > 1]
        if missing:
            found[name] = [str(a) if a == b else f"{a}-{b}" for a, b in missing]
    return found


def write_graphml(graph: Graph) -> bytes:
    """GraphML; its attribute ``gaps`` lists the gaps in number series. Raises PackageMissing without networkx."""
    try:
        import networkx
    except ImportError as error:
        raise PackageMissing("networkx is not installed", "Install it with: pip install 'vndocx[export]'") from error
    made: Any = networkx.DiGraph(gaps="; ".join(f"{name}: {', '.join(found)}" for name, found in gaps(graph).items()))
    for node in graph.nodes.values():
        told = {
            "label": node.label,
            "kind": node.kind,
            "number": node.number,
            "issuer": node.issuer,
            "issued": min(node.dates) if node.dates else None,
            "conflicting_dates": "; ".join(sorted(node.dates)) if len(node.dates) > 1 else None,
            "held": node.held,
            "path": node.path,
        }
        made.add_node(node.key, **{name: value for name, value in told.items() if value is not None})
    for (one, other), (relation, count) in graph.edges.items():
        made.add_edge(one, other, relation=relation, mentions=count)
    out = io.BytesIO()
    networkx.write_graphml(made, out)
    return out.getvalue()


def write_dot(graph: Graph) -> str:
    """Graphviz DOT: held papers as boxes, others dashed, conflicting dates in red."""
    lines = ["digraph archive {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif"];']
    for node in graph.nodes.values():
        style = [] if node.held else ['style="dashed"']
        if len(node.dates) > 1:
            style.append('color="red"')
        label = ", ".join([node.label, *sorted(node.dates)])
        lines.append(f"  {_quoted(node.key)} [{', '.join([f'label={_quoted(label)}', *style])}];")
    for (one, other), (relation, _) in graph.edges.items():
        lines.append(f"  {_quoted(one)} -> {_quoted(other)} [label={_quoted(relation)}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(words: str) -> str:
    return '"' + squeeze(words).replace("\\", "\\\\").replace('"', '\\"') + '"'
