"""What is sent is held in memory until it is kept: in the clear it never touches a disk, however large it is."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from fazhi.kernel.documents import shelf


class InMemory(FileUploadHandler):
    """Holds one file more than full and lets the rest of it pass: whoever takes it in says that it is too large."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.content.tell() <= shelf.LARGEST:
            self.content.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.content.seek(0)
        more = (self.content_type, file_size, self.charset, self.content_type_extra)
        return InMemoryUploadedFile(self.content, self.field_name, self.file_name, *more)
