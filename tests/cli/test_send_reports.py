"""`cchc send`: the right report to the right commune, in the office's own words, and what keeps it back."""

from __future__ import annotations

from collections.abc import Callable

from cchc_excel.mail.ledger import Ledger
from tests.builders.districts import District
from tests.builders.mail_office import Office, attached, of, parsed
from tests.builders.templates import edited
from tests.mail.server import Fault, MailServer, mail_server, twice


class DescribeTheRightReport:
    def it_refuses_both_when_two_were_swapped(self, office: Office, server: MailServer) -> None:
        one, two = office.report("Xã Thanh Xá"), office.report("Xã Thanh An")
        first, second = one.read_bytes(), two.read_bytes()
        one.write_bytes(second)
        two.write_bytes(first)
        done = office.send()
        assert done.returncode == 7 and "Chưa gửi được 2 đơn vị" in done.stdout
        assert [one.recipients for one in server.kept] == [("ubnd@thitran.example",)]
        assert office.send("--force", "thanh xa").returncode == 7 and len(server.kept) == 1

    def it_refuses_an_edited_one_until_it_is_accepted(self, office: Office, server: MailServer) -> None:
        data = office.edit("Xã Thanh Xá")
        done = office.send()
        assert done.returncode == 7 and 'cchc send --accept "Xã Thanh Xá"' in done.stdout and len(server.kept) == 2
        done = office.here("send", "--accept", "thanh xá")
        assert done.returncode == 0 and "Đã chấp nhận" in done.stdout and len(server.kept) == 2
        assert office.send().returncode == 0
        assert list(attached(of(server, "ubnd@thanhxa.example")[0]).values()) == [data]

    def it_accepts_one_content_only(self, office: Office, server: MailServer) -> None:
        office.edit("Xã Thanh Xá")
        assert office.here("send", "--accept", "Thanh Xá").returncode == 0
        office.edit("Xã Thanh Xá")
        done = office.send()
        assert done.returncode == 7 and not of(server, "ubnd@thanhxa.example")

    def it_tells_a_commune_without_a_report(self, office: Office, server: MailServer) -> None:
        place = office.folder / "report_templates"
        place.mkdir()
        (place / "bao-cao-khac-phuc.docx").write_bytes(edited(("{{ ket_qua_chung }}", "Kết quả như sau:")))
        assert office.cchc("run").returncode == 6
        done = office.send()
        assert done.returncode == 7 and "Chưa gửi được 3 đơn vị" in done.stdout and not server.kept
        assert "Xã Thanh Xá: Chưa có báo cáo" in done.stdout
        done = office.here("send", "--accept", "thanh xa")
        assert done.returncode == 2 and "Thanh Xá" in done.stderr

    def it_goes_to_an_address_that_was_put_right(self, office: Office, server: MailServer) -> None:
        office.settings(server, 'dong_gui = "luu@thanhha.example"')
        office.send()
        office.change("Xã Thanh Xá", emails=("moi@thanhxa.example",))
        done = office.send()
        assert done.returncode == 7 and len(server.kept) == 3
        assert "danh bạ nay ghi moi@thanhxa.example" in " ".join(done.stdout.split())
        assert office.send("--resend", "thanh xa").returncode == 0
        assert server.kept[3].recipients == ("moi@thanhxa.example",)
        assert office.send().returncode == 0 and office.here("send", "--status").returncode == 0
        assert len(server.kept) == 4

    def it_holds_back_what_has_errors_unless_it_is_forced(self, office: Office, server: MailServer) -> None:
        office.fill(District().set("Xã Thanh An", "E8", 1))
        done = office.send()
        assert done.returncode == 7 and "Số liệu còn lỗi" in done.stdout and not of(server, "ubnd@thanhan.example")
        assert office.send("--force", "xa thanh an").returncode == 0
        assert len(of(server, "ubnd@thanhan.example")) == 1 and len(server.kept) == 3

    def it_lists_who_has_no_address(self, office: Office, server: MailServer) -> None:
        office.change("Xã Thanh An", emails=())
        done = office.send()
        assert done.returncode == 7 and "Xã Thanh An: Danh bạ chưa có địa chỉ thư" in done.stdout
        assert len(server.kept) == 2

    def it_replaces_an_earlier_report(self, office: Office, server: MailServer) -> None:
        office.send()
        (first,) = of(server, "ubnd@thanhxa.example")
        district = District()
        district.information[2] = ("Địa danh", "Thanh Miện")
        district.set("Xã Thanh Xá", "G9", "Chậm ban hành")
        office.fill(district)
        done = office.send()
        assert done.returncode == 0
        second = of(server, "ubnd@thanhxa.example")[1]
        assert parsed(second)["References"] == parsed(first)["Message-ID"] != parsed(second)["Message-ID"]
        with Ledger.look(office.folder / "outputs") as ledger:
            kept = {entry.message_id: entry.replaces for entry in ledger.everything()}
        assert kept[str(parsed(second)["Message-ID"])] == parsed(first)["Message-ID"]
        body = parsed(second).get_body()
        assert body is not None and "Thư này thay cho thư đã gửi ngày" in body.get_content()
        assert "Báo cáo đã khác lần gửi trước, thư mới thay thư cũ: Xã Thanh Xá" in " ".join(done.stdout.split())
        assert "ghi lại tên" not in done.stdout
        assert "thay cho" not in parsed(first).get_body().get_content()  # type: ignore[union-attr]


LATER = ("Xã Thanh An", "Thị trấn Thanh Hà")


class DescribeWhatChangesWhileItIsSent:
    """When the server has the first message, something happens to the reports of the later ones on the disk."""

    def it_is_opened_again_right_before_it_goes(self, office: Office) -> None:
        one, two = map(office.report, LATER)

        def swap() -> None:
            first, second = one.read_bytes(), two.read_bytes()
            one.write_bytes(second)
            two.write_bytes(first)

        assert "là báo cáo của Thị trấn Thanh Hà, không phải của Xã Thanh An" in self.sent_while(office, swap)

    def it_is_not_sent_where_it_was_edited(self, office: Office) -> None:
        assert 'cchc send --accept "Xã Thanh An"' in self.sent_while(office, lambda: [*map(office.edit, LATER)])

    def it_is_not_sent_where_a_pdf_came_to_it(self, office: Office) -> None:
        def signed() -> None:
            for report in map(office.report, LATER):
                report.with_suffix(".pdf").write_bytes(b"%PDF-1.7\n% signed\n%%EOF\n")

        assert "không do chương trình lập" in self.sent_while(office, signed)

    def it_goes_by_the_list_of_the_last_run(self, office: Office) -> None:
        def moved() -> None:
            for number, name in enumerate(LATER):
                office.change(name, emails=(f"moi{number}@thanhha.example",))

        assert "cchc run đã lập lại danh sách gửi" in self.sent_while(office, moved)

    def it_goes_on_where_another_run_found_the_same(self, office: Office) -> None:
        with mail_server(Fault("KEPT", lambda: office.change("Xã Thanh Xá"))) as server:
            office.settings(server)
            assert office.send().returncode == 0 and len(server.kept) == 3

    @staticmethod
    def sent_while(office: Office, change: Callable[[], object]) -> str:
        """What is said: the first has gone, the later ones have not, nor does the first go again."""

        def changed() -> None:
            change()

        with mail_server(Fault("KEPT", changed)) as server:
            office.settings(server)
            done = office.send()
            assert done.returncode == 7 and "Đã gửi 1 thư" in done.stdout and "Giữ lại 2 thư" in done.stdout
            assert [one.recipients for one in server.kept] == [("ubnd@thanhxa.example",)]
            office.send()
            assert not twice(server.deliveries)
        return " ".join(done.stdout.split())


class DescribeTheLetter:
    def it_is_the_offices_own(self, office: Office, server: MailServer) -> None:
        place = office.folder / "report_templates"
        place.mkdir()
        (place / "thu-gui.txt").write_text("Tiêu đề: Chung\n\nChung.", encoding="utf-8")
        (place / "thu-gui_huyen-thanh-ha.txt").write_text("Tiêu đề: Riêng {{ ten_xa }}\n\nRiêng.", encoding="utf-8")
        office.send()
        assert parsed(of(server, "ubnd@thanhxa.example")[0])["Subject"] == "Riêng xã Thanh Xá"

    def it_is_checked_before_anything_is_sent(self, office: Office, server: MailServer) -> None:
        (office.folder / "report_templates").mkdir()
        (office.folder / "report_templates/thu-gui.txt").write_text("Tiêu đề: {{ ten_xaa }}\n\nx", encoding="utf-8")
        done = office.send()
        assert done.returncode == 6 and "có lẽ là {{ ten_xa }}" in done.stderr and server.connections == 0
