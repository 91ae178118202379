"""The twenty communes of the district and what the sheet of contacts says of each."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Commune:
    """A commune; its plan number and date are published for xã Thanh Xá, illustrative for the others."""

    name: str
    mailbox: str
    plan_number: str
    plan_date: date
    kind: str = "xã"

    @property
    def full_name(self) -> str:
        """As it starts a cell: Xã Thanh Xá."""
        return f"{self.kind.capitalize()} {self.name}"

    @property
    def sheet(self) -> str:
        return f"TT {self.name}" if self.kind == "thị trấn" else self.name

    @property
    def committee(self) -> str:
        return f"UBND {self.kind} {self.name}"


def _march(day: int) -> date:
    return date(2023, 3, day)


COMMUNES: tuple[Commune, ...] = (
    Commune("Thanh Hà", "ubnd.thitranthanhha", "42/KH-UBND", _march(21), kind="thị trấn"),
    Commune("An Phượng", "ubnd.anphuong", "35/KH-UBND", _march(24)),
    Commune("Cẩm Chế", "ubnd.camche", "31/KH-UBND", _march(20)),
    Commune("Hồng Lạc", "ubnd.honglac", "26/KH-UBND", _march(22)),
    Commune("Liên Mạc", "ubnd.lienmac", "29/KH-UBND", _march(23)),
    Commune("Tân An", "ubnd.tanan", "33/KH-UBND", _march(27)),
    Commune("Tân Việt", "ubnd.tanviet", "38/KH-UBND", _march(28)),
    Commune("Thanh An", "ubnd.thanhan", "30/KH-UBND", _march(24)),
    Commune("Thanh Cường", "ubnd.thanhcuong", "27/KH-UBND", _march(22)),
    Commune("Thanh Hải", "ubnd.thanhhai", "36/KH-UBND", _march(29)),
    Commune("Thanh Hồng", "ubnd.thanhhong", "41/KH-UBND", _march(31)),
    Commune("Thanh Khê", "ubnd.thanhkhe", "25/KH-UBND", _march(30)),
    Commune("Thanh Lang", "ubnd.thanhlang", "34/KH-UBND", _march(27)),
    Commune("Thanh Quang", "ubnd.thanhquang", "24/KH-UBND", _march(16)),
    Commune("Thanh Sơn", "ubnd.thanhson", "32/KH-UBND", _march(20)),
    Commune("Thanh Thủy", "ubnd.thanhthuy", "39/KH-UBND", _march(21)),
    Commune("Thanh Xá", "ubnd.thanhxa", "28/KH-UBND", _march(17)),
    Commune("Thanh Xuân", "ubnd.thanhxuan", "37/KH-UBND", _march(23)),
    Commune("Việt Hồng", "ubnd.viethong", "40/KH-UBND", _march(28)),
    Commune("Vĩnh Lập", "ubnd.vinhlap", "23/KH-UBND", _march(29)),
)

PUBLISHED = "Thanh Xá"
"""The one commune whose criterion scores are published; every other figure is illustrative."""


def named(name: str) -> Commune:
    return next(commune for commune in COMMUNES if commune.name == name)
