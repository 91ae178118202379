"""Has Jinja compile a template into code that yields finished bytes, with no call that a report can do without."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame


class DirectCode(CodeGenerator):
    """Jinja's own compiler but for three things, by the hooks that its native environment uses, too.

    Static text is encoded once, here; a value is escaped and encoded by the environment's `xml_bytes`, which remembers
    what it did; a field of our own values (`own_fields`) is read as an attribute, past the sandbox, which need not
    look at names that no other object has. Macros and captured blocks are left as they are.
    """

    _captured = False
    """Whether what is being compiled goes into a macro's or a block's text, not into the report."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Compiles text and values that stand side by side."""
        self._captured = frame.buffer is not None
        super().visit_Output(node, frame)

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        text = "".join(map(str, group))
        return repr(text if self._captured else text.encode())

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.buffer is None:
            self.write("environment.xml_bytes[")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.buffer is None:
            self.write("]")
        else:
            super()._output_child_post(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Compiles `item.field`."""
        own = getattr(self.environment, "own_fields", ())
        if node.attr in own and isinstance(node.node, nodes.Name | nodes.Getattr):
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
        else:
            super().visit_Getattr(node, frame)
