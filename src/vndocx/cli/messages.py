"""What archivists are told in Vietnamese: one sentence for each class of fault, one word for each state."""

from __future__ import annotations

__all__ = ["STATES", "in_vietnamese", "state_name"]

# Class of fault (VndocxError.code) → what happened, and what to do.
FAULTS = {
    "internal": "Lỗi của chính vndocx. Chạy lại với --debug và gửi nội dung lỗi cho nhóm phát triển.",
    "unreadable": "Không đọc được tệp. Kiểm tra đường dẫn và quyền đọc.",
    "empty": "Tệp rỗng. Hãy sao chép hoặc quét lại.",
    "unsupported": "Loại tệp chưa được hỗ trợ. Hãy lưu thành PDF, PNG, JPEG, TIFF, WebP, DOCX, TXT hoặc Markdown.",
    "damaged": "Tệp bị hỏng hoặc thiếu phần cuối. Hãy sao chép lại từ nguồn hoặc quét lại.",
    "encrypted": "Tệp có mật khẩu. Hãy lưu một bản không có mật khẩu.",
    "too_large": "Tệp quá lớn. Hãy tách tệp, hoặc quét ở 200-300 dpi.",
    "no_pages": "Tệp không có trang nào. Hãy xuất hoặc quét lại.",
    "blank": "Không thấy chữ trên trang nào. Kiểm tra xem đã quét đúng mặt giấy chưa.",
    "not_vietnamese": "Văn bản không phải tiếng Việt. Hãy bỏ tệp này ra khỏi đợt xử lý.",
    "too_small": "Ảnh quá nhỏ, không đọc được chữ. Hãy quét ở 200-300 dpi.",
    "tool_missing": "Máy chưa cài Tesseract. Chạy lệnh cài đặt ở trên rồi thử lại.",
    "language_data_missing": "Tesseract chưa có dữ liệu tiếng Việt. Chạy lệnh cài đặt ở trên rồi thử lại.",
    "package_missing": "Thiếu một gói Python. Chạy lệnh cài đặt ở trên rồi thử lại.",
    "timeout": "Xử lý tệp quá thời gian cho phép. Tăng --timeout, hoặc kiểm tra tệp.",
    "memory": "Xử lý tệp cần quá nhiều bộ nhớ. Tăng --memory, hoặc tách tệp.",
    "crashed": "Tiến trình đọc tệp bị dừng đột ngột hai lần. Tệp có thể bị hỏng, cần xem trực tiếp.",
    "ocr_failed": "Bộ nhận dạng chữ gặp lỗi. Chạy 'vndocx doctor' để kiểm tra; nếu không có lỗi, hãy quét lại trang.",
    "unwritable": "Không ghi được kết quả. Kiểm tra thư mục, quyền ghi và dung lượng đĩa.",
    "in_use": "Một lượt chạy khác đang dùng thư mục này. Hãy chờ, hoặc chọn thư mục kết quả khác.",
    "settings": "Thiết lập không đúng. Sửa khóa được nêu trong tệp được nêu.",
    "bad_record": "Bản ghi không đúng lược đồ. Tạo lại bằng 'vndocx extract'.",
    "collision": "Hai tệp sẽ có chung một bản ghi. Hãy đưa thư mục cha, hoặc dùng thư mục kết quả riêng cho mỗi tệp.",
}

STATES = {
    "waiting": "chờ",
    "running": "đang đọc",
    "done": "xong",
    "partial": "xong một phần",
    "failed": "lỗi",
    "duplicate": "trùng",
}


def in_vietnamese(code: str | None) -> str:
    """The sentence for a class of fault, empty for a class without one."""
    return FAULTS.get(code or "", "")


def state_name(state: str) -> str:
    """A state in both languages: "done / xong"."""
    return f"{state} / {STATES[state]}"
