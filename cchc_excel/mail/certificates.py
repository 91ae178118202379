"""Says in Vietnamese why a server's certificate or its TLS is not taken."""

from __future__ import annotations

import ssl

_NAME = {62, 64}
_SELF_SIGNED = {18, 19}
_EXPIRED = 10
_NOT_YET = 9


def certificate_fault(error: ssl.SSLCertVerificationError, server: str) -> str:
    """One line with the way out. The numbers are OpenSSL's (X509_V_ERR_...)."""
    code = error.verify_code
    if code in _NAME:
        why = "cấp cho máy chủ khác"
        way_out = "Hãy kiểm tra tên máy chủ ở mục “may_chu_thu”"
    elif code == _EXPIRED:
        why = "đã hết hạn"
        way_out = "Hãy xem ngày giờ của máy này có đúng không, rồi báo người quản trị máy chủ thư"
    elif code == _NOT_YET:
        why = "chưa tới ngày có hiệu lực"
        way_out = "Hãy xem ngày giờ của máy này có đúng không"
    elif code in _SELF_SIGNED:
        why = "tự ký, không ai bảo đảm"
        way_out = "Nếu là máy chủ của cơ quan, hãy xin tệp chứng thư gốc và ghi vào mục “tep_chung_thu_goc”"
    else:
        why = "do nơi máy này không tin cậy cấp"
        way_out = "Nếu là máy chủ của cơ quan, hãy xin tệp chứng thư gốc và ghi vào mục “tep_chung_thu_goc”"
    return f"Không gửi gì: chứng thư của máy chủ thư {server} {why}, có thể có người giả máy chủ. {way_out}."


def tls_fault(error: ssl.SSLError, server: str, port: int, security: str) -> str:
    """One line with the way out."""
    if security == "tls" and error.reason in (
        "WRONG_VERSION_NUMBER",
        "HTTP_REQUEST",
        "RECORD_LAYER_FAILURE",
        "PACKET_LENGTH_TOO_LONG",
    ):
        return f"Máy chủ thư {server} không nói TLS ở cổng {port}. Hãy đặt mục “bao_mat” là starttls (thường với cổng 587), hoặc sửa cổng."
    return f"Không lập được kết nối bảo mật với máy chủ thư {server} ({error.reason or 'TLS'}). Hãy báo người quản trị máy chủ thư."
