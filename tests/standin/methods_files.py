"""Sending files: documents and photos, uploaded as multipart."""

from tests.standin import checks
from tests.standin.backend import Backend
from tests.standin.errors import bad_request
from tests.standin.formatted import read_caption
from tests.standin.methods_messages import send
from tests.standin.params import File, Params
from tests.standin.world import Json

LARGEST_PHOTO_BYTES = 10 * 1024 * 1024
LARGEST_DOCUMENT_BYTES = 50 * 1024 * 1024


def send_document(api: Backend, params: Params) -> Json:
    """Answer sendDocument."""
    checks.check_may_send(checks.writable_chat(api, params), "documents")
    file = _upload(params, "document", LARGEST_DOCUMENT_BYTES)
    file_id, unique = api.new_file_id("document")
    described: Json = {
        "file_id": file_id,
        "file_unique_id": unique,
        "file_name": file.name,
        "mime_type": file.mime,
        "file_size": len(file.data),
    }
    content = {"document": described, **_caption(params)}
    return send(api, params, content, document=file).raw


def send_photo(api: Backend, params: Params) -> Json:
    """Answer sendPhoto."""
    checks.check_may_send(checks.writable_chat(api, params), "photos")
    file = _upload(params, "photo", LARGEST_PHOTO_BYTES)
    file_id, unique = api.new_file_id("photo")
    size: Json = {
        "file_id": file_id,
        "file_unique_id": unique,
        "width": 800,
        "height": 600,
        "file_size": len(file.data),
    }
    return send(api, params, {"photo": [size], **_caption(params)}, photo=file).raw


def _caption(params: Params) -> Json:
    caption, entities = read_caption(params)
    content: Json = {"caption": caption} if caption else {}
    if entities:
        content["caption_entities"] = entities
    return content


def _upload(params: Params, name: str, largest: int) -> File:
    file = params.file(name)
    if file is None:
        raise bad_request(f"there is no {name} in the request")
    if isinstance(file, str):
        # Nothing was ever uploaded under an id here, and no address can be fetched.
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not file.data:
        raise bad_request("file must be non-empty")
    if len(file.data) > largest:
        raise bad_request(f"file is too big for a {name}")
    return file


METHODS = {"sendDocument": send_document, "sendPhoto": send_photo}
