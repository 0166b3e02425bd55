"""What hangs on a record: files in and out, papers made from it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import File, Form, Router
from ninja.files import UploadedFile

from fazhi.faces.desk.doorway import record_of
from fazhi.kernel.documents import attach, files_of, open_file, papers_of
from fazhi.kernel.documents.contents import KINDS

from . import values
from .doorway import person_of
from .once import once
from .values import answer

router = Router()


@router.get("/{str:label}/{int:pk}/files", include_in_schema=False, url_name="files")
def files(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The attachments of a record."""
    found = record_of(request, label, pk)
    return answer({"files": [_file(found, each) for each in files_of(found)]})


def _file(found: object, file: object) -> dict[str, object]:
    told = {"id": file.pk, "name": file.name, "kind": file.kind, "size": file.size, "mime": file.mime, "sha256": file.sha256}
    return told | {
        "added_at": file.added_at,
        "added_by": values.reference(file.added_by),
        "url": values.address("file", found, file.pk),
    }


@router.post("/{str:label}/{int:pk}/files", include_in_schema=False, url_name="upload")
@once
def upload(request: HttpRequest, label: str, pk: int, file: File[UploadedFile], kind: Form[str] = "") -> HttpResponse:
    """Attach one file."""
    found = record_of(request, label, pk)
    return answer(_file(found, attach(found, file, kind[:60], person_of(request))), 201)


@router.get("/{str:label}/{int:pk}/files/{int:file_pk}", include_in_schema=False, url_name="file")
def download(request: HttpRequest, label: str, pk: int, file_pk: int) -> FileResponse:
    """An attachment, always as a download."""
    file = files_of(record_of(request, label, pk)).filter(pk=file_pk).first()
    if file is None:
        raise Http404
    return FileResponse(open_file(file), as_attachment=True, filename=file.name)


@router.get("/{str:label}/{int:pk}/papers", include_in_schema=False, url_name="papers")
def papers(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The papers that can be made, and what each still lacks."""
    found = record_of(request, label, pk)
    return answer(
        {
            "papers": [
                {"paper": paper.key(), "title": paper.title, "law": paper.law, "missing": paper.missing(found)}
                for paper in papers_of(found)
            ]
        }
    )


@router.get("/{str:label}/{int:pk}/papers/{str:key}.{str:form}", include_in_schema=False, url_name="paper")
def paper(request: HttpRequest, label: str, pk: int, key: str, form: str) -> HttpResponse:
    """A paper filled from the record, as PDF or DOCX."""
    found = record_of(request, label, pk)
    chosen = next((each for each in papers_of(found) if each.key() == key), None)
    if chosen is None or form not in ("pdf", "docx"):
        raise Http404
    content = chosen.pdf(found) if form == "pdf" else chosen.docx(found)
    named = content_disposition_header(True, f"{chosen.title}.{form}")
    return HttpResponse(content, KINDS[form].mime, headers={"Content-Disposition": named})
