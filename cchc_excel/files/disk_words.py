"""Says in Vietnamese what the disk answered: the system's own words are English, or of the machine's code page."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "không thấy tệp hoặc thư mục",
    errno.ENOTDIR: "đường dẫn đi qua một tệp, không phải thư mục",
    errno.EEXIST: "đã có tệp trùng tên với thư mục cần tạo",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.EACCES: "không có quyền, hoặc tệp đang mở trong chương trình khác",
    errno.EPERM: "hệ thống không cho phép",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EFBIG: "tệp lớn quá mức ổ đĩa cho phép",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
    errno.EIO: "ổ đĩa đọc, ghi bị lỗi",
    errno.EINVAL: "tên hoặc đường dẫn có ký tự không dùng được",
    errno.EMFILE: "đang mở quá nhiều tệp",
    errno.EBUSY: "tệp đang được chương trình khác dùng",
}


def told(error: OSError) -> str:
    """A Vietnamese clause; one that is not foreseen is named by its number."""
    return _WORDS.get(error.errno or 0, f"hệ thống báo lỗi số {error.errno}" if error.errno else "hệ thống báo lỗi")
