"""What may stand in a tag: names, fields of loops, a few filters and comparisons; everything else is refused.

The language is small on purpose. Nothing in it calls anything, reads anything but the values' own fields, or makes a
text longer than its parts, so that no template can run away whatever is typed in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from jinja2 import Environment, TemplateSyntaxError, nodes

from .tag_values import LOOP_FIELDS, Item, Plain, Scope, TagProblem, Unknown, Value, nearest
from .tags import Tag

LOOP = ("index", "index0", "revindex", "revindex0", "first", "last", "length")
"""What may be asked of `loop` in a loop."""
TEXT_FILTERS = frozenset({"upper", "lower", "capitalize", "title", "trim"})
LIST_FILTERS = frozenset({"join", "first", "last", "length", "count"})
TESTS = frozenset({"defined", "odd", "even"})
_LARGEST_NUMBER = 1_000_000
_LOOP_TAG = "loop"
_SINGLE_EQUALS = re.compile(r"[^=!<>]=[^=]")


def parsed_value(environment: Environment, text: str, shown: str) -> nodes.Expr:
    """The expression of a value, in a tag that is `shown` so. Raises TagProblem where it is none."""
    try:
        tree = environment.parse(f"{{{{ {text} }}}}")
    except (TemplateSyntaxError, RecursionError) as problem:
        raise _ill_written(shown) from problem
    if len(tree.body) != 1 or not isinstance(tree.body[0], nodes.Output) or len(tree.body[0].nodes) != 1:
        raise _ill_written(shown)
    return tree.body[0].nodes[0]


def parsed_condition(environment: Environment, text: str, shown: str) -> nodes.Expr:
    """The expression of a condition, or what a loop goes through. Raises TagProblem where it is none."""
    try:
        tree = environment.parse(f"{{% if {text} %}}{{% endif %}}")
    except (TemplateSyntaxError, RecursionError) as problem:
        raise _ill_written(shown) from problem
    if len(tree.body) != 1 or not isinstance(tree.body[0], nodes.If):
        raise _ill_written(shown)
    return cast(nodes.Expr, tree.body[0].test)


def parsed_loop(environment: Environment, text: str) -> tuple[str, nodes.Expr]:
    """The variable and the list of "x in y". Raises TagProblem."""
    variable, word, rest = text.partition(" in ")
    if not word or not variable.strip().isidentifier():
        raise TagProblem(f"thẻ {{% for {text} %}} viết sai", "viết theo mẫu {%p for muc in cac_muc %}")
    if variable.strip() in (_LOOP_TAG, "true", "false", "none"):
        raise TagProblem(f"không đặt tên “{variable.strip()}” cho biến của vòng lặp được", "chọn tên khác, ví dụ “muc”")
    return variable.strip(), parsed_condition(environment, rest, f"{{% for {text} %}}")


def value_of(node: nodes.Node, scope: Scope) -> Value:
    """What an expression stands for. Raises TagProblem where it may not be used."""
    match node:
        case nodes.Name():
            return _named(node.name, scope)
        case nodes.Getattr():
            return _field(node, scope)
        case nodes.Const():
            return _constant(node.value)
        case nodes.Compare():
            _check_compared(node, scope)
            return Plain.YES_NO
        case nodes.Not():
            value_of(node.node, scope)
            return Plain.YES_NO
        case nodes.And() | nodes.Or():
            sides = [value_of(side, scope) for side in (node.left, node.right)]
            return Plain.TEXT if sides == [Plain.TEXT, Plain.TEXT] else Plain.YES_NO
        case nodes.CondExpr() if node.expr2 is not None:
            value_of(node.test, scope)
            sides = [_printable(side, value_of(side, scope)) for side in (node.expr1, node.expr2)]
            return sides[0] if sides[0] is sides[1] else Plain.TEXT
        case nodes.Concat():
            for part in node.nodes:
                _printable(part, value_of(part, scope))
            return Plain.TEXT
        case nodes.Add() | nodes.Sub() | nodes.Mul():
            return _sum(node, scope)
        case nodes.Filter():
            return _filtered(node, scope)
        case nodes.Test() if node.name in TESTS and not node.args and not node.kwargs:
            value_of(node.node, scope)
            return Plain.YES_NO
    raise _refused(node)


def check_printed(node: nodes.Expr, scope: Scope) -> None:
    """Raises TagProblem where an expression stands for nothing that can be printed."""
    _printable(node, value_of(node, scope))


def list_of(node: nodes.Expr, scope: Scope) -> Tag:
    """The list that a loop goes through. Raises TagProblem where it is none."""
    value = value_of(node, scope)
    if isinstance(value, Unknown):
        return Tag(_typed(node), "", is_list=True)
    if not isinstance(value, Tag):
        lists = ", ".join(t.name for t in scope.known.values() if t.is_list)
        raise TagProblem(f"“{_typed(node)}” không phải danh sách nên không lặp được", f"các danh sách của mẫu: {lists}")
    return value


def _named(name: str, scope: Scope) -> Value:
    if name in scope.variables:
        return scope.variables[name]
    if name in scope.known:
        tag = scope.known[name]
        return tag if tag.is_list else Plain.TEXT
    if name == _LOOP_TAG:
        raise TagProblem("“loop” chỉ dùng với một phần, như {{ loop.index }}", "viết {{ loop.index }} để lấy số thứ tự")
    if name in scope.loops:
        raise TagProblem(
            f"thẻ {{{{ {name} }}}} nằm ngoài vòng lặp của nó",
            f"chuyển thẻ vào giữa {scope.loops[name]} và {{%p endfor %}}",
        )
    raise _unknown(name, scope)


def _field(node: nodes.Getattr, scope: Scope) -> Value:
    typed = _typed(node)
    if isinstance(node.node, nodes.Name) and node.node.name == _LOOP_TAG and _LOOP_TAG not in scope.known:
        return _loop_field(node.attr, scope)
    if isinstance(node.node, nodes.Name) and node.node.name in scope.loops and node.node.name not in scope.variables:
        raise TagProblem(
            f"thẻ {{{{ {typed} }}}} nằm ngoài vòng lặp của nó",
            f"chuyển thẻ vào giữa {scope.loops[node.node.name]} và {{%p endfor %}}",
        )
    if not isinstance(node.node, nodes.Name | nodes.Getattr):
        raise _refused(node)
    if typed.lower() in LOOP_FIELDS and typed not in LOOP_FIELDS:
        raise TagProblem(f"không có thẻ {{{{ {typed} }}}}", f"thay bằng {{{{ {typed.lower()} }}}}")
    holder = value_of(node.node, scope)
    if isinstance(holder, Unknown):
        return holder
    if isinstance(holder, Item):
        field = next((f for f in holder.of.fields if f.name == node.attr), None)
        if field is None:
            raise _unknown(typed, scope, [f"{_typed(node.node)}.{f.name}" for f in holder.of.fields])
        return field if field.is_list else Plain.TEXT
    if isinstance(holder, Tag):
        way_out = (
            f"lặp qua danh sách: {{%p for muc in {_typed(node.node)} %}} … {{{{ muc.{node.attr} }}}} … {{%p endfor %}}"
        )
        raise TagProblem(f"không có thẻ {{{{ {typed} }}}}: “{_typed(node.node)}” là danh sách", way_out)
    raise TagProblem(
        f"không có thẻ {{{{ {typed} }}}}: “{_typed(node.node)}” là chữ, không có phần nào bên trong",
        f"viết {{{{ {_typed(node.node)} }}}}",
    )


def _loop_field(name: str, scope: Scope) -> Value:
    if not scope.variables:
        raise TagProblem(f"thẻ {{{{ loop.{name} }}}} nằm ngoài vòng lặp", "chuyển thẻ vào trong vòng lặp")
    if name not in LOOP:
        raise TagProblem(f"không có thẻ {{{{ loop.{name} }}}}", "số thứ tự trong vòng lặp là {{ loop.index }}")
    return Plain.YES_NO if name in ("first", "last") else Plain.NUMBER


def _constant(value: object) -> Value:
    if isinstance(value, bool) or value is None:
        return Plain.YES_NO
    if isinstance(value, str):
        return Plain.TEXT
    if isinstance(value, int) and abs(value) <= _LARGEST_NUMBER:
        return Plain.NUMBER
    raise TagProblem(
        "có số quá lớn hoặc có phần thập phân trong thẻ", "số liệu do chương trình điền sẵn, hãy bỏ phép tính"
    )


def _check_compared(node: nodes.Compare, scope: Scope) -> None:
    """Raises TagProblem where unlike things are compared: that would never be so, or stop the filling."""
    left = value_of(node.expr, scope)
    for operand in node.ops:
        right = value_of(operand.expr, scope)
        among_texts = operand.op in ("in", "notin") and isinstance(right, Tag) and not right.fields
        alike = left is right and isinstance(left, Plain) and (operand.op in ("eq", "ne") or left is not Plain.YES_NO)
        number = operand.op in ("in", "notin") and right is not Plain.TEXT
        unlike = left is not Plain.TEXT if among_texts else not alike or number
        if unlike and not isinstance(left, Unknown) and not isinstance(right, Unknown):
            raise TagProblem(
                "thẻ so sánh hai thứ khác loại (chữ với số, danh sách)",
                'chữ và số liệu của thẻ so với chữ trong dấu nháy, ví dụ nam == "2022"',
            )
        left = right


def _sum(node: nodes.BinExpr, scope: Scope) -> Value:
    if any(value_of(side, scope) is not Plain.NUMBER for side in (node.left, node.right)):
        raise TagProblem("phép tính trong thẻ không dùng được với chữ", "số liệu đã tính sẵn, hãy bỏ phép tính")
    if isinstance(node, nodes.Mul) and any(isinstance(side, nodes.Mul) for side in (node.left, node.right)):
        raise TagProblem("phép tính trong thẻ quá dài", "số liệu đã tính sẵn, hãy bỏ phép tính")
    return Plain.NUMBER


def _filtered(node: nodes.Filter, scope: Scope) -> Value:
    if node.node is None or node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None:
        raise _refused(node)
    value = value_of(node.node, scope)
    arguments = [value_of(a, scope) for a in node.args]
    if node.name in TEXT_FILTERS and not arguments:
        return _printable(node.node, value)
    if node.name in LIST_FILTERS and isinstance(value, Tag):
        return _of_list(node, value, arguments)
    if node.name in LIST_FILTERS:
        raise TagProblem(f"bộ lọc “{node.name}” chỉ dùng cho danh sách", f"bỏ “| {node.name}”")
    usable = ", ".join(sorted(TEXT_FILTERS | LIST_FILTERS))
    if node.name.lower() in TEXT_FILTERS and node.name not in TEXT_FILTERS:
        raise TagProblem(f"không có bộ lọc “{node.name}”", f"viết “| {node.name.lower()}”")
    raise TagProblem(
        f"không có bộ lọc “{node.name}” hoặc bộ lọc dùng sai cách", f"bỏ phần “| {node.name}”; các bộ lọc: {usable}"
    )


def _of_list(node: nodes.Filter, value: Tag, arguments: Sequence[Value]) -> Value:
    if node.name in ("length", "count"):
        return Plain.NUMBER
    if (
        node.name == "join"
        and not value.fields
        and len(arguments) <= 1
        and all(isinstance(a, nodes.Const) for a in node.args)
    ):
        return Plain.TEXT
    if node.name in ("first", "last") and not value.fields and not arguments:
        return Plain.TEXT
    raise TagProblem(f"bộ lọc “{node.name}” không dùng được ở đây", "dùng vòng lặp {%p for … %} … {%p endfor %}")


def _printable(node: nodes.Node, value: Value) -> Value:
    if isinstance(value, Tag):
        variable = "muc"
        inside = f"{{{{ {variable}.{value.fields[0].name} }}}}" if value.fields else f"{{{{ {variable} }}}}"
        raise TagProblem(
            f"“{_typed(node)}” là danh sách, không điền thành chữ được",
            f"dùng vòng lặp: {{%p for {variable} in {_typed(node)} %}} … {inside} … {{%p endfor %}}",
        )
    if isinstance(value, Item):
        fields = ", ".join(f"{{{{ {_typed(node)}.{f.name} }}}}" for f in value.of.fields if not f.is_list)
        raise TagProblem(f"“{_typed(node)}” gồm nhiều phần, không điền thành chữ được", f"chọn phần cần điền: {fields}")
    if value is Plain.YES_NO:
        raise TagProblem("thẻ này là điều kiện, không điền thành chữ được", "dùng {%p if … %} … {%p endif %}")
    return value


def _unknown(typed: str, scope: Scope, known: Sequence[str] = ()) -> TagProblem:
    close = nearest(typed, known or scope.names()) or nearest(typed, scope.names())
    hint = f", có lẽ là {{{{ {close} }}}}" if close else ""
    way_out = f"thay bằng {{{{ {close} }}}}" if close else "xem các thẻ dùng được ở trang mau-bao-cao.md, hoặc xóa thẻ"
    return TagProblem(f"không có thẻ {{{{ {typed} }}}}{hint}", way_out)


def _ill_written(shown: str) -> TagProblem:
    if shown.startswith("{%") and _SINGLE_EQUALS.search(shown):
        return TagProblem(f"có thẻ viết sai {shown}", "so sánh bằng thì viết hai dấu bằng: ==")
    hint = "; dấu nháy trong thẻ phải là dấu thẳng và đủ cặp" if '"' in shown or "'" in shown else ""
    example = "{%p if so_voi_nam_truoc %}" if shown.startswith("{%") else "{{ nam }}"
    return TagProblem(f"có thẻ viết sai {shown}", f"trong thẻ chỉ ghi tên thẻ, ví dụ {example}{hint}")


def _refused(node: nodes.Node) -> TagProblem:
    typed = _typed(node)
    what = f"thẻ có “{typed}”, mẫu không dùng được" if typed else "thẻ có phép tính hoặc lệnh mẫu không dùng được"
    if isinstance(node, nodes.Call):
        what = f"thẻ gọi lệnh “{_typed(node.node)}(…)”, mẫu không được gọi lệnh"
    return TagProblem(what, "trong thẻ chỉ ghi tên thẻ, ví dụ {{ nam }} hay {{ phan.ten }}")


def _typed(node: nodes.Node) -> str:
    """A name or a field as it is typed; "" for anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_typed(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        return f"{_typed(node.node)}[…]"
    return ""
