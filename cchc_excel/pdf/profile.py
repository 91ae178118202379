"""The settings LibreOffice runs with: a profile that is nobody's, in which nothing is run, fetched or asked."""

from __future__ import annotations

from pathlib import Path

_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "boolean", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "int", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "boolean", "true"),
    ("Office.Common/Misc", "FirstRun", "boolean", "false"),
    ("Office.Java/VirtualMachine", "Enable", "boolean", "false"),
    # 2 is never, 1 would ask
    ("Office.Writer/Content/Update", "Link", "int", "2"),
    ("Office.Recovery/AutoSave", "Enabled", "boolean", "false"),
)
_LOCALE = ("Setup/L10N", "ooSetupSystemLocale", "string", "vi-VN")
"""A chart's figures have a decimal comma, whatever the machine writes."""
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse" oor:type="xs:{kind}">'
    "<value>{value}</value></prop></item>\n"
)


def write_profile(folder: Path) -> None:
    """Makes the profile folder. Raises OSError."""
    user = folder / "user"
    user.mkdir(parents=True)
    items = (_ITEM.format(path=p, name=n, kind=k, value=v) for p, n, k, v in (*_SETTINGS, _LOCALE))
    (user / "registrymodifications.xcu").write_text(f"{_HEAD}{''.join(items)}</oor:items>\n", encoding="utf-8")
