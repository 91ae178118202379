"""PDF of delivered Word documents, made by the LibreOffice of the machine where there is one."""

from .convert import Converted, convert

__all__ = ["Converted", "convert"]
