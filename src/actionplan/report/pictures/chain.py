"""Which overdue actions hold up which others: boxes with arrows, three deep; on a telephone an indented list."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.text import body_name, count, in_words, printed_id, short_name
from actionplan.report.action_words import late_span
from actionplan.report.document import Cell, Column, Picture, Sign, Table
from actionplan.report.inline import Span, plain
from actionplan.report.pictures import marks
from actionplan.report.pictures.shapes import Box, Word, drawn, lines_of, path, px, rect, text_width
from actionplan.report.words import part_of_line
from actionplan.report.writers.svg import WIDE
from actionplan.summary.actions import ActionSummary
from actionplan.summary.dependencies import Dependencies, PlanDependencies

DEEP, ROWS = 3, 10
"""How many actions deep the picture goes, and how many boxes it has at most one below the other."""

_BOX, _BETWEEN, _LINE, _PADDING, _INDENT = 205, 31, 16, 9, 24


@frozen(kw_only=True)
class _Node:
    """An action with the name of its owner, and those that wait for it, as far as they are drawn."""

    action: ActionSummary
    owner: str
    waiting: "tuple[_Node, ...]"


def chain(plan: PlanDependencies) -> Picture | None:
    """Return which overdue actions hold up which others; None if none does.

    Args:
        plan: the dependencies of a plan.
    """
    found = _trees(plan)
    trees: list[_Node] = []
    for tree in found:
        if not trees or sum(map(_rows, trees)) + _rows(tree) <= ROWS:
            trees.append(tree)
    if not trees:
        return None
    nodes = [node for tree in trees for node in _each(tree)]
    return Picture(
        caption=_caption(trees),
        note=_note(len(found) - len(trees)),
        alt=_alt(trees),
        drawing=marks.drawing(lambda width: _draw_wide(trees) if width == WIDE else _draw_narrow(trees, width)),
        table=_table(plan, nodes),
        key=tuple(_key(nodes)),
    )


def _trees(plan: PlanDependencies) -> list[_Node]:
    """Return the overdue actions that hold up others and wait for no other such action, each with what waits for it."""
    by_id = {each.action.id: each for each in plan.actions}
    behind = {name for each in plan.held_up_by for name in (*each.holds_up, *each.onward) if name != each.action.id}
    seen: set[Id] = set()
    heads = [each for each in plan.held_up_by if each.action.id not in behind] or list(plan.held_up_by[:1])
    return [_node(each, by_id, plan.bodies, seen, DEEP) for each in heads]


def _node(
    found: Dependencies, by_id: Mapping[Id, Dependencies], bodies: Mapping[Id, Body], seen: set[Id], deep: int
) -> _Node:
    """Return an action with those that wait for it; each is drawn once, under the first that it waits for."""
    seen.add(found.action.id)
    waiting = [
        _node(by_id[name], by_id, bodies, seen, deep - 1)
        for name in (found.holds_up if deep > 1 else ())
        if name not in seen and name in by_id
    ]
    owner = body_name(bodies, found.action.owner, "no owner named", short=True)
    return _Node(action=found.action, owner=owner, waiting=tuple(waiting))


def _each(tree: _Node) -> Iterator[_Node]:
    yield tree
    for node in tree.waiting:
        yield from _each(node)


def _rows(tree: _Node) -> int:
    return sum(map(_rows, tree.waiting)) or 1


def _caption(trees: Sequence[_Node]) -> str:
    held = sum(len(list(_each(tree))) - 1 for tree in trees)
    if len(trees) == 1:
        action = trees[0].action
        late = f"overdue by {count(action.days_overdue, 'day')}"
        return f"{printed_id(action)} {short_name(action)}, {late}, holds up {count(held, 'other action')}"
    return f"{len(trees)} overdue actions hold up {count(held, 'other action')}"


def _note(more: int) -> str:
    return f"{count(more, 'other overdue action')} {'holds' if more == 1 else 'hold'} up others too." if more else ""


def _alt(trees: Sequence[_Node]) -> str:
    said = [f"{printed_id(tree.action)} holds up {in_words(_named(tree))}" for tree in trees]
    return f"{'; '.join(said)}."


def _named(tree: _Node) -> list[str]:
    return [printed_id(node.action) for node in _each(tree)][1:]


def _key(nodes: Sequence[_Node]) -> Iterator[Sign]:
    yield Sign(_arrow([(1, 7), (21, 7)]), "From what must finish first")
    yield Sign(rect(Box(1, 2, 21, 12), "f-none s-late", 'stroke-width="2.5"'), "Overdue")
    if any(not node.action.overdue for node in nodes):
        yield Sign(rect(Box(1, 2, 21, 12), "f-none s-ink"), "Not overdue")


def _table(plan: PlanDependencies, nodes: Sequence[_Node]) -> Table:
    waits = {each.action.id: each.waits_for for each in plan.actions}
    printed = {each.action.id: printed_id(each.action) for each in plan.actions}
    columns = tuple(map(Column, ("Action", "Owner", "Lateness", "Waits for")))
    rows: list[tuple[Cell, ...]] = [
        (
            (Span(printed_id(node.action), "ref"), " ", Span(short_name(node.action), "strong")),
            node.owner,
            late_span(node.action),
            in_words(printed[name] for name in waits[node.action.id]) or "no open action",
        )
        for node in nodes
    ]
    return Table(columns, tuple(rows), "What holds up what", note="")


def _lines(node: _Node, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the name of an action in lines, and that of its owner."""
    space = width - 2 * _PADDING
    name = f"{printed_id(node.action)} {short_name(node.action)}"
    return lines_of(name, space, bold=True), lines_of(node.owner, space)


def _height(node: _Node, width: float) -> float:
    return (sum(map(len, _lines(node, width))) + 1) * _LINE + _PADDING


def _box(node: _Node, box: Box) -> Iterator[str]:
    is_late = node.action.overdue
    yield rect(box, f"f-paper s-{'late' if is_late else 'ink'}", f'stroke-width="{2.5 if is_late else 1.3}"')
    x, y = box.left + _PADDING, box.top + 17
    printed = " ".join(part_of_line(printed_id(node.action)).split())
    names, owners = _lines(node, box.right - box.left)
    for at, line in enumerate(names):
        name = line.removeprefix(printed).lstrip() if not at else line
        begin = x + text_width(f"{printed} ") if name != line else x
        if name != line:
            yield drawn(Word(x=x, y=y, text=printed, look="f-ink2"))
        if name:
            yield drawn(Word(x=begin, y=y + at * _LINE, text=name, look="bold"))
    y += len(names) * _LINE
    for at, line in enumerate(owners):
        yield drawn(Word(x=x, y=y + at * _LINE, text=line, look="f-ink2"))
    look = "bold f-late" if is_late else ""
    yield drawn(Word(x=x, y=y + len(owners) * _LINE, text=plain(late_span(node.action)), look=look))


def _arrow(points: Sequence[tuple[float, float]]) -> str:
    """Return an arrow along some corners; it ends with a stretch to the right."""
    x, y = points[-1]
    head = f'<path d="M{px(x - 10)} {px(y - 5)}L{px(x)} {px(y)}L{px(x - 10)} {px(y + 5)}z" class="f-ink"/>'
    return path((*points[:-1], (x - 8, y)), "s-ink", 'stroke-width="1.5"') + head


def _draw_wide(trees: Sequence[_Node]) -> tuple[str, float]:
    shapes: list[str] = []
    y = 2.0
    for tree in trees:
        y = _tree(tree, 1.5, y, shapes)[1] + 14
    return "".join(shapes), y - 12


def _tree(node: _Node, left: float, top: float, shapes: list[str]) -> tuple[float, float]:
    """Draw an action beside those that wait for it; return the middle of its box, and the place below all of them."""
    high = _height(node, _BOX)
    middles, below = [], top
    for each in node.waiting:
        middle, below = _tree(each, left + _BOX + _BETWEEN, below, shapes)
        middles.append(middle)
    middle = max((middles[0] + middles[-1]) / 2 if middles else 0, top + high / 2)
    shapes += _box(node, Box(left, middle - high / 2, left + _BOX, middle + high / 2))
    bend = left + _BOX + 13
    for other in middles:
        corners = [(left + _BOX, middle), (bend, middle), (bend, other), (left + _BOX + _BETWEEN, other)]
        shapes.append(_arrow(corners if other != middle else [corners[0], corners[-1]]))
    return middle, max(below, middle + high / 2 + 10)


def _draw_narrow(trees: Sequence[_Node], width: int) -> tuple[str, float]:
    shapes: list[str] = []
    y = 2.0
    for tree in trees:
        y = _listed(tree, 1.5, y, width, shapes) + 8
    return "".join(shapes), y - 6


def _listed(node: _Node, left: float, top: float, width: int, shapes: list[str]) -> float:
    """Draw an action above those that wait for it, which are indented; return the place below all of them."""
    right = width - 1.5
    high = _height(node, right - left)
    shapes += _box(node, Box(left, top, right, top + high))
    below = top + high + 10
    for each in node.waiting:
        middle = below + _height(each, right - left - _INDENT) / 2
        shapes.append(_arrow([(left + 10, top + high), (left + 10, middle), (left + _INDENT, middle)]))
        below = _listed(each, left + _INDENT, below, width, shapes)
    return below
