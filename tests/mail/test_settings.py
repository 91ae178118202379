"""Settings of sending from the file and the sheet: every fault is one line that names its place, and no password is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_excel.errors import MailError
from cchc_excel.mail.addresses import addresses, mailbox, mailboxes
from cchc_excel.mail.settings import Security, mail_settings, settings_file
from cchc_excel.mail.settings_source import KEYS

LEAST = 'may_chu_thu = "smtp.thanhha.example"\ndia_chi_gui = "noivu@thanhha.example"\n'
SHEET = {"Máy chủ thư": "mail.thanhha.example", "Địa chỉ gửi": "Phòng Nội vụ <noivu@thanhha.example>"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gui-thu.toml"


def fault(file: Path | None, text: str | bytes = "", sheet: dict[str, str] | None = None) -> str:
    if file is not None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(MailError) as told:
        mail_settings(file, sheet or {})
    line = str(told.value)
    assert "\n" not in line and line.endswith((".", "PASSWORD."))
    return line


class DescribeTheFile:
    def it_needs_a_server_and_a_sender_only(self, file: Path) -> None:
        file.write_text(LEAST, encoding="utf-8")
        found = mail_settings(file, {})
        assert (found.server, found.port, found.security) == ("smtp.thanhha.example", 587, Security.STARTTLS)
        assert (found.sender, found.sender_name, found.user, found.cc) == ("noivu@thanhha.example", "", "", ())
        assert found.ca_file is None and found.per_minute > 0 and found.first_wait == 20

    def it_takes_every_setting(self, file: Path) -> None:
        (file.parent / "goc.pem").write_text("x", encoding="utf-8")
        file.write_text(
            """
            # ghi chú
            may_chu_thu = "localhost"
            cong = 2525
            bao_mat = "không"
            tai_khoan_thu = "noivu@thanhha.example"
            dia_chi_gui = "Phòng Nội vụ, huyện Thanh Hà <noivu@THANHHA.example>"
            dia_chi_nhan_tra_loi = "cchc@thanhha.example"
            dong_gui = ["a@thanhha.example", "b@thanhha.example; A@thanhha.example"]
            so_thu_moi_phut = 0
            tep_chung_thu_goc = "goc.pem"
            cho_lan_dau = 0.05
            """,
            encoding="utf-8",
        )
        found = mail_settings(file, {})
        assert (found.server, found.port, found.security) == ("localhost", 2525, Security.NONE)
        assert found.user == "noivu@thanhha.example"
        assert (found.sender_name, found.sender) == ("Phòng Nội vụ, huyện Thanh Hà", "noivu@thanhha.example")
        assert (found.reply_to, found.cc) == ("cchc@thanhha.example", ("a@thanhha.example", "b@thanhha.example"))
        assert (found.per_minute, found.first_wait, found.ca_file) == (0, 0.05, file.parent / "goc.pem")

    @pytest.mark.parametrize("start", ["\ufeff", "\r\n"])
    def it_reads_what_notepad_writes(self, file: Path, start: str) -> None:
        file.write_bytes((start + LEAST.replace("\n", "\r\n")).encode())
        assert mail_settings(file, {}).server == "smtp.thanhha.example"

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("cong = 0", "mục “cong”: phải là số nguyên từ 1 đến 65535"),
            ('cong = "năm"', "mục “cong”"),
            ("cong = true", "mục “cong”: phải là chữ trong dấu nháy kép hoặc số"),
            ('bao_mat = "vừa"', "mục “bao_mat”: chỉ ghi được starttls, tls hoặc khong"),
            ('dia_chi_nhan_tra_loi = "a"', "mục “dia_chi_nhan_tra_loi”: “a” không phải địa chỉ thư hợp lệ: thiếu dấu @"),
            ('dong_gui = ["a@x.example", "b x@y.example"]', "mục “dong_gui”"),
            ("so_thu_moi_phut = -1", "mục “so_thu_moi_phut”"),
            ('cho_lan_dau = "nhanh"', "mục “cho_lan_dau”"),
            ('tep_chung_thu_goc = "khong-co.pem"', "không thấy tệp"),
            ('tai_khoan_thu = "nội vụ"', "mục “tai_khoan_thu”"),
            ('so_thu_moi_phutt = 3', "không có mục “so_thu_moi_phutt”; có lẽ là “so_thu_moi_phut”"),
            ("[smtp]\ncong = 3", "xóa dòng [smtp]"),
            ("cong : 3", "gui-thu.toml, dòng 3: viết sai"),
            ('"Cổng" = 1\ncong = 2', "ghi hai lần"),
            ('dong_gui = "' + "a" * 5000 + '"', "dài quá"),
            ('cong = "' + "[" * 3000, "viết sai"),
            ("cong = " + "[" * 3000, "gui-thu.toml"),
            ("cong = " + "1" * 5000, "viết sai"),
            ("cong = 0x" + "f" * 4500, "mục “cong”: số quá lớn"),
            ("cho_lan_dau = -0x" + "f" * 4500, "viết sai"),
        ],
    )  # fmt: skip
    def it_names_the_key_that_is_wrong(self, file: Path, line: str, told: str) -> None:
        assert told in fault(file, LEAST + line + "\n")

    @pytest.mark.parametrize(
        "server",
        ["smtp.thanhha.example:587", "smtp://x.example", "a b", "", "x..y", "ng:hush-hush@x.example", "máy chủ"],
    )
    def it_takes_a_host_and_nothing_more(self, file: Path, server: str) -> None:
        line = fault(file, LEAST.replace("smtp.thanhha.example", server))
        assert "may_chu_thu" in line
        assert "hush" not in line

    @pytest.mark.parametrize("server", ["127.0.0.1", "::1", "localhost", "SMTP.thanhha.example"])
    def it_takes_addresses_of_hosts(self, file: Path, server: str) -> None:
        file.write_text(LEAST.replace("smtp.thanhha.example", server), encoding="utf-8")
        assert mail_settings(file, {}).server == server

    def it_takes_the_tls_port_for_what_it_is(self, file: Path) -> None:
        file.write_text(LEAST + "cong = 465", encoding="utf-8")
        assert mail_settings(file, {}).security is Security.TLS

    @pytest.mark.parametrize(
        "key", ["mat_khau", "password", '"Mật khẩu"', "mat_khau_thu", "smtp_password", '"MK"', "pass"]
    )
    def it_refuses_a_password_without_telling_it(self, file: Path, key: str) -> None:
        line = fault(file, LEAST + f'{key} = "hush-hush"')
        assert "không ghi mật khẩu vào đây" in line and "CCHC_MAIL_PASSWORD" in line
        assert "hush" not in line

    def it_tells_no_line_that_could_hold_a_password(self, file: Path) -> None:
        assert "hush" not in fault(file, LEAST + "mat_khau = hush-hush")

    def it_wants_utf8(self, file: Path) -> None:
        assert "UTF-8" in fault(file, (LEAST + "# á").encode("cp1258"))

    def it_wants_a_small_file_that_is_there(self, file: Path) -> None:
        assert "lớn quá" in fault(file, "#" * 70_000)
        with pytest.raises(MailError, match="Không đọc được"):
            mail_settings(file.with_name("khac.toml"), {})

    def it_says_where_to_put_what_is_missing(self, file: Path) -> None:
        line = fault(file, "")
        assert (
            "“dia_chi_gui” trong gui-thu.toml" in line
            and "dòng “Máy chủ thư”, “Địa chỉ gửi” của trang “Thông tin”" in line
        )


class DescribeTheSheet:
    def it_is_enough(self) -> None:
        more = {"Cổng": "465", "Đồng gửi": "a@x.example, b@x.example", "Số thư mỗi phút": "12", "Bảo mật": "TLS"}
        found = mail_settings(None, SHEET | more)
        assert (found.server, found.port, found.security) == ("mail.thanhha.example", 465, Security.TLS)
        assert (found.sender_name, found.cc, found.per_minute) == ("Phòng Nội vụ", ("a@x.example", "b@x.example"), 12)

    def it_gives_what_the_file_leaves_out(self, file: Path) -> None:
        file.write_text('may_chu_thu = "smtp.khac.example"', encoding="utf-8")
        found = mail_settings(file, SHEET)
        assert (found.server, found.sender) == ("smtp.khac.example", "noivu@thanhha.example")

    def it_is_named_where_it_is_wrong(self) -> None:
        assert "Trang “Thông tin”, dòng “Cổng”: phải là số" in fault(None, sheet=SHEET | {"Cổng": "ba"})
        assert "Trang “Thông tin”, dòng “Máy chủ thư”" in fault(None, sheet=SHEET | {"Máy chủ thư": "a b"})

    def it_holds_no_password_and_trusts_no_certificate(self) -> None:
        line = fault(None, sheet=SHEET | {"Mật khẩu thư": "hush-hush"})
        assert "không ghi mật khẩu" in line and "hush" not in line
        # as a run leaves it in the list: that there is one, not which
        line = fault(None, sheet=SHEET | {"Mật khẩu": ""})
        assert "Hãy xóa dòng này rồi chạy lại cchc run" in line and "CCHC_MAIL_PASSWORD" in line
        assert mail_settings(None, SHEET | {"Tệp chứng thư gốc": "/x.pem"}).ca_file is None


class DescribeWhereTheFileLies:
    def it_is_asked_for_or_in_the_working_folder_or_beside_the_outputs(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        work, away = tmp_path / "work", tmp_path / "away"
        (away / "outputs").mkdir(parents=True)
        work.mkdir()
        monkeypatch.chdir(work)
        assert settings_file(away / "outputs", None) is None
        (away / "gui-thu.toml").touch()
        assert settings_file(away / "outputs", None) == away / "gui-thu.toml"
        (work / "gui-thu.toml").touch()
        assert settings_file(away / "outputs", None) == Path("gui-thu.toml")
        assert settings_file(away / "outputs", tmp_path / "x.toml") == tmp_path / "x.toml"


class DescribeTheSample:
    def it_names_every_key_and_works_when_the_signs_are_taken_off(self, tmp_path: Path) -> None:
        shipped = Path(__file__).parents[2] / "report_templates" / "gui-thu.toml"
        lines = shipped.read_text(encoding="utf-8").splitlines()
        on = [line.removeprefix("#") if line.startswith("#") and not line.startswith("# ") else line for line in lines]
        file = tmp_path / "gui-thu.toml"
        (tmp_path / "chung-thu-co-quan.pem").touch()
        file.write_text("\n".join(on), encoding="utf-8")
        assert all(any(line.startswith(f"{key} = ") for line in on) for key in KEYS)
        assert mail_settings(file, {}).server.endswith(".example")


class DescribeNotepad:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def it_saves_what_is_read(self, file: Path, encoding: str) -> None:
        file.write_bytes((LEAST + 'tai_khoan_thu = "a"\n').replace("\n", "\r\n").encode(encoding))
        assert mail_settings(file, {}).user == "a"

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("cong = 25\ncong = 25", "ghi hai lần"),
            ("tai_khoan_thu = “a”", "dòng 3: viết sai. Hãy dùng dấu nháy thẳng"),
            (
                'tep_chung_thu_goc = "C:\\Users\\a.pem"',
                "dòng 3: viết sai. Đường dẫn có dấu \\ phải đặt trong dấu nháy đơn",
            ),
            ("tai_khoan_thu = a", "dòng 3: viết sai. Mỗi dòng có dạng"),
        ],
    )
    def but_slips_are_told_with_the_way_out(self, file: Path, line: str, told: str) -> None:
        assert told in fault(file, LEAST + line)


class DescribeAddresses:
    @pytest.mark.parametrize(
        ("text", "name", "address"),
        [
            ("a@xa.example", "", "a@xa.example"),
            (" A.b@XA.example ", "", "A.b@xa.example"),
            ("mailto:a@xa.example", "", "a@xa.example"),
            ('"Phòng Nội vụ" <a@xa.example>', "Phòng Nội vụ", "a@xa.example"),
            ("Phòng, Nội vụ<a@xa.example>", "Phòng, Nội vụ", "a@xa.example"),
        ],
    )
    def it_reads_what_people_type(self, text: str, name: str, address: str) -> None:
        found = mailbox(text)
        assert (found.name, found.address) == (name, address)

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "trống"),
            ("thanhxa", "thiếu dấu @"),
            ("a@@xa.example", "hai dấu @"),
            ("@xa.example", "thiếu phần tên"),
            ("a b@xa.example", "khoảng trắng"),
            ("thanhxá@xa.example", "có dấu"),
            ("a..b@xa.example", "dấu chấm"),
            ("a@xa", "tên miền"),
            ("a@xa.local", "tên miền"),
            ("Phòng <a@xa.example> <b@xa.example>", "không đúng dạng"),
            ("a@xa.example\r\nBcc: b@xa.example", "không phải địa chỉ"),
            ("a@xa.example\0", "không phải địa chỉ"),
            ("a" * 400 + "@xa.example", "không phải địa chỉ"),
            ("a" * 4000, "quá dài"),
            ("a@[127.0.0.1]", "không phải địa chỉ"),
            ('"a\\"b c"@xa.example', "không phải địa chỉ"),
        ],
    )
    def but_none_that_is_faulty(self, text: str, told: str) -> None:
        with pytest.raises(ValueError, match=r"[Đđ]ịa chỉ|không đúng dạng") as problem:
            mailbox(text)
        assert told in str(problem.value)

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ('"Nguyễn, Ủy ban" <a@x.example>; b@x.example', ("a@x.example", "b@x.example")),
            ("“Ủy ban; văn phòng” <a@x.example>", ("a@x.example",)),
            ("a@x.example b@x.example\tc@x.example", ("a@x.example", "b@x.example", "c@x.example")),
            ("a@x.example (Văn phòng), b@x.example", ("a@x.example", "b@x.example")),
            ("-", ()), (" ; – ; ...", ()),
        ],
    )  # fmt: skip
    def it_reads_a_cell_as_people_fill_it(self, text: str, found: tuple[str, ...]) -> None:
        assert addresses([text]) == found

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("ubnd xa@x.example", "khoảng trắng"),
            ("a@x.example; z", "“z” không phải"),
            ("a@x.example và b@x.example", "cách nhau bằng dấu chấm phẩy"),
            ("a@x.example>, <b@x.example", "không đúng dạng"),
            ("Ủy ban, văn phòng <a@x.example>", "“Ủy ban” không phải"),
            ("không có", "thiếu dấu @"),
            ('"a; b@x.example', "không phải"),
        ],
    )
    def but_never_picks_a_piece_out_of_a_slip(self, text: str, told: str) -> None:
        with pytest.raises(ValueError, match="không") as problem:
            addresses([text])
        assert told in str(problem.value)

    def it_takes_each_once(self) -> None:
        assert addresses(["a@x.example; b@x.example,", "A@x.example\nc@x.example"]) == (
            "a@x.example",
            "b@x.example",
            "c@x.example",
        )
        assert mailboxes([]) == ()
