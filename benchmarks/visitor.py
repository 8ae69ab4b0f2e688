"""A visitor without a browser: one session, over the WebSocket protocol that Streamlit's pages speak."""

import asyncio
import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self
from urllib.parse import parse_qsl, urlencode
from urllib.request import Request, urlopen

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ContextInfo
from streamlit.proto.Common_pb2 import FileUploaderState, FileURLs
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NumberInput_pb2 import NumberInput
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.headline import headline
from explorer.ui.state.session import REPORT
from explorer.view.settings import Settings

COOKIE = "_streamlit_xsrf"
FINISHED = "(the run has ended)"
SCOPE, _ = REPORT


class Trouble(Exception):
    """The server has not answered as it should."""


@dataclass(frozen=True)
class Change:
    """Seconds from sending a change to its answer, and to the end of the run."""

    answered: float
    finished: float


@dataclass
class Widget:
    """Something on the page that holds a value, with the fragment that it came in."""

    kind: str
    element: Any
    fragment: str
    run: int
    value: Any = None


@dataclass
class Stored:
    """A large message that the server need not send again."""

    message: ForwardMsg
    run: int


@dataclass(frozen=True)
class Message:
    """What `explorer.messages.binary` has packed."""

    data: bytes

    @cached_property
    def header(self) -> Mapping[str, Any]:
        header: dict[str, Any] = json.loads(self.data[8 : self._start])
        return header

    @property
    def _start(self) -> int:
        return 8 + int.from_bytes(self.data[4:8], "little")

    def array(self, name: str, part: slice = slice(None)) -> np.ndarray:
        """Return an array, or a part of it, as the numbers it stands for."""
        entry = self.header["arrays"][name]
        values = np.frombuffer(self.data, entry["kind"], entry["length"], self._start + entry["start"])[part]
        return values if entry["steps"] == 1 else np.float32(values / entry["steps"])


class Visitor:
    """A page open in a browser that draws nothing."""

    place = ""
    """The address of the page, below that of the app."""
    report = REPORT
    """The component that reports what the visitor has changed and is answered, and its name for that."""

    def __init__(self, port: int, query: str = "", *, timeout: float = 30) -> None:
        self.host = f"127.0.0.1:{port}"
        self.query = dict(parse_qsl(query))
        self.timeout = timeout
        self.widgets: dict[str, Widget] = {}
        self.shown: dict[str, ForwardMsg] = {}
        self.stored: dict[str, Stored] = {}
        self.run = self.revision = 0
        self.page = self.session = self.token = self.cookie = self.brought = ""

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *problem: object) -> None:
        await self.close()

    async def open(self) -> Change:
        """Connect, and load the page."""
        health = await asyncio.to_thread(urlopen, f"http://{self.host}/_stcore/health", timeout=self.timeout)
        with health:
            cookies = [cookie.split(";")[0] for cookie in health.headers.get_all("Set-Cookie")]
        self.cookie = "; ".join(cookies)
        self.token = dict(cookie.split("=", 1) for cookie in cookies)[COOKIE]
        self.socket: ClientConnection = await connect(
            f"ws://{self.host}/_stcore/stream",
            origin=Origin(f"http://{self.host}"),
            additional_headers={"Cookie": self.cookie},
            subprotocols=[Subprotocol("streamlit"), Subprotocol(self.token)],
            max_size=None,
            compression=None,
            ping_interval=None,
        )
        self.opened = await self._rerun("", self.report[0])
        return self.opened

    async def close(self) -> None:
        """Leave."""
        await self.socket.close()

    async def change(self, **settings: Any) -> Change:
        """Report settings as the browser does; the answer has to have seen and taken them."""
        before = self.answer()
        self.revision = max(self.revision, before["seen"]) + 1
        report = {
            "settings": settings,
            "revision": self.revision,
            "session": before["session"],
            "isTyping": False,
            **self.extra(),
        }
        component, patch = self.report
        change = await self.use(component, {patch: report})
        answer = self.answer()
        if (answer["seen"], answer["session"]) != (self.revision, before["session"]):
            raise Trouble(f"reported {report}, but the answer is to {answer['seen']} of {answer['session']}")
        if answer["number"] <= before["number"]:
            raise Trouble(f"answer {answer['number']} came after {before['number']}")
        refused = {name: value for name, value in settings.items() if answer["settings"][name] != value}
        if refused:
            raise Trouble(f"reported {settings}, but the page has {answer['settings']}")
        return change

    def extra(self) -> dict[str, Any]:
        """Return what goes with every report."""
        return {}

    async def use(self, name: str, value: Any, *, answer: str = "") -> Change:
        """Give a widget or a component a value, and wait until the element with the answer is new."""
        if name not in self.widgets:
            raise Trouble(f"there is no {name} on the page")
        widget = self.widgets[name]
        widget.value = value
        return await self._rerun(widget.fragment, answer or self.report[0])

    async def command(self, name: str, *, answer: str = "") -> Change:
        """Give a command, as a press of a key does, and wait until the element with the answer is new."""
        given = {"name": name, "at": time.time_ns() // 1_000_000, "session": self.answer()["session"]}
        return await self.use("presenter", {"commands": [given]}, answer=answer)

    async def upload(self, name: str, data: bytes) -> Change:
        """Bring a picture in the place of the one before; the time runs from choosing the file."""
        if "upload" not in self.widgets:
            await self.command("upload", answer="upload")
        start = time.perf_counter()
        request = BackMsg()
        request.file_urls_request.request_id = str(uuid.uuid4())
        request.file_urls_request.file_names.append(name)
        request.file_urls_request.session_id = self.session
        await self.socket.send(request.SerializeToString())
        response = await self._read()
        while response.WhichOneof("type") != "file_urls_response":
            self._take(response)
            response = await self._read()
        urls = response.file_urls_response.file_urls[0]
        if self.brought:
            await asyncio.to_thread(self._send, "DELETE", self.brought)
        await asyncio.to_thread(self._send, "PUT", urls.upload_url, name, data)
        self.brought = urls.delete_url
        sent = time.perf_counter() - start
        change = await self.use("upload", (name, len(data), urls))
        return Change(sent + change.answered, sent + change.finished)

    def answer(self) -> dict[str, Any]:
        """Return what Python has said of the settings last."""
        said: dict[str, Any] = self.message(self.report[0]).header["answer"]
        return said

    def settings(self) -> Settings:
        """Return the settings that the browser is told."""
        return Settings(**self.answer()["settings"])

    def message(self, name: str) -> Message:
        """Return what a component of the page was sent last."""
        return Message(self.shown[name].delta.new_element.bidi_component.bytes)

    def compare(self) -> None:
        """Compare the picture that the browser is told of, and what is said of the line, with the settings.

        The picture is one of the gallery, and the profile is along a row.
        """
        settings = self.settings()
        scope = self.message(SCOPE).header
        picture = f"{settings.picture} {settings.size}"
        if scope["picture"] != picture:
            raise Trouble(f"the picture is {scope['picture']!r}, not {picture!r}")
        said, expected = scope["facts"]["headline"], headline(settings)
        if said != expected:
            raise Trouble(f"the headline is {said!r}, not {expected!r}")

    def has_answer(self) -> bool:
        """Tell whether everything has come that the maps are painted from."""
        name = self.message(SCOPE).header["picture"]
        return "shown" in self.shown and self.message("shown").header["id"] == name

    def _send(self, method: str, address: str, name: str = "", data: bytes = b"") -> None:
        boundary = uuid.uuid4().hex
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
        body = head.encode() + data + f"\r\n--{boundary}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Cookie": self.cookie,
            "X-Xsrftoken": self.token,
        }
        request = Request(f"http://{self.host}{address}", body, headers, method=method)
        urlopen(request, timeout=self.timeout).close()

    async def _rerun(self, fragment: str, answer: str) -> Change:
        request = BackMsg()
        state = request.rerun_script
        state.query_string = urlencode(self.query)
        state.page_script_hash, state.page_name = self.page, self.place
        state.fragment_id = fragment
        state.widget_states.widgets.extend(
            _state(widget) for widget in self.widgets.values() if widget.value is not None
        )
        state.cached_message_hashes.extend(self.stored)
        state.context_info.CopyFrom(ContextInfo(timezone="UTC", locale="en-US", url=f"http://{self.host}/"))
        packed = request.SerializeToString()
        start = time.perf_counter()
        await self.socket.send(packed)
        has_come = False
        answered = None
        while True:
            try:
                event = self._take(await self._read())
            except TimeoutError:
                raise Trouble(f"no {answer if answered is None else 'end'} within {self.timeout} s") from None
            passed = time.perf_counter() - start
            has_come = has_come or event == answer
            if has_come and answered is None and (answer != self.report[0] or self.has_answer()):
                answered = passed
            if event == FINISHED and answered is not None:
                return Change(answered, passed)

    async def _read(self) -> ForwardMsg:
        async with asyncio.timeout(self.timeout):
            return ForwardMsg.FromString(await self.socket.recv(decode=False))

    def _take(self, message: ForwardMsg) -> str:
        """Do what the page does with a message; return the key of the element that is new, if it has one."""
        match message.WhichOneof("type"):
            case "new_session":
                self.session = message.new_session.initialize.session_id
                self.page = message.new_session.page_script_hash
                self.age = message.new_session.config.max_cached_message_age
            case "page_info_changed":
                self.query = dict(parse_qsl(message.page_info_changed.query_string))
            case "navigation":
                self.page = message.navigation.page_script_hash
            case "ref_hash":
                if message.ref_hash not in self.stored:
                    raise Trouble("the server relies on a message that the page has not kept")
                stored = self.stored[message.ref_hash]
                stored.run = self.run
                return self._place(stored.message)
            case "delta":
                if message.metadata.cacheable:
                    self.stored[message.hash] = Stored(message, self.run)
                return self._place(message)
            case "script_finished":
                return self._finish(message)
        return ""

    def _place(self, message: ForwardMsg) -> str:
        """Put an element on the page; return its key if it is new there, or is not what it was."""
        if message.delta.WhichOneof("type") != "new_element":
            return ""
        kind = message.delta.new_element.WhichOneof("type")
        element = getattr(message.delta.new_element, kind)
        if kind == "exception":
            raise Trouble(f"{element.type}: {element.message}")
        identity = getattr(element, "id", "")
        if not identity.startswith("$$ID-"):
            return ""
        key: str = identity.split("-", 2)[2]
        known = self.widgets.get(key)
        is_same = known is not None and known.element.id == identity
        widget = Widget(kind, element, message.delta.fragment_id, self.run, known.value if is_same else None)
        if not is_same or getattr(element, "set_value", False):
            widget.value = _initial(kind, element)
        self.widgets[key] = widget
        is_new = not is_same or self.shown[key].hash != message.hash
        self.shown[key] = message
        return key if is_new else ""

    def _finish(self, message: ForwardMsg) -> str:
        """Forget what the run has not drawn again, and messages that have not been used for some runs."""
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise Trouble("the script does not compile")
        if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.run += 1  # what it has drawn is not drawn by the next run
            return ""
        fragments = message.metadata.run.fragment_ids
        for key, widget in list(self.widgets.items()):
            if widget.run != self.run and (not fragments or widget.fragment in fragments):
                del self.widgets[key], self.shown[key]
        self.run += 1
        for name, stored in list(self.stored.items()):
            is_touched = not fragments or stored.message.delta.fragment_id in fragments
            if is_touched and self.run - stored.run > self.age:
                del self.stored[name]
        return FINISHED


def _initial(kind: str, element: Any) -> Any:
    """Read what Python has set a widget to, or its default; None if the browser has nothing to report."""
    match kind:
        case "number_input":
            return element.value if element.set_value else element.default
        case "slider":
            return (element.value if element.set_value else element.default)[0]
        case "selectbox":
            return element.raw_value if element.set_value else element.options[element.default]
        case "button_group" if element.set_value:
            return element.raw_values[0]
        case "button_group":
            return element.options[element.default[0]].content
    return None


def _state(widget: Widget) -> WidgetState:
    """Write what a widget holds as the browser reports it."""
    state, value = WidgetState(id=widget.element.id), widget.value
    match widget.kind:
        case "number_input" if widget.element.data_type == NumberInput.INT:
            state.int_value = int(value)
        case "number_input":
            state.double_value = value
        case "slider":
            state.double_array_value.data.append(value)
        case "selectbox":
            state.string_value = value
        case "button_group":
            state.string_array_value.data.append(value)
        case "bidi_component":
            state.json_value = json.dumps(value)
        case "file_uploader":
            state.file_uploader_state_value.CopyFrom(_uploaded(*value))
    return state


def _uploaded(name: str, size: int, urls: FileURLs) -> FileUploaderState:
    state = FileUploaderState()
    state.uploaded_file_info.add(name=name, size=size, file_id=urls.file_id, file_urls=urls)
    return state
