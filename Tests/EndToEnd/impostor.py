"""A server in front of the sandbox that passes everything on, but for the answers it was told to
give itself, byte for byte."""

import http.client
import re
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def answer(status, body, *, kind="application/json", headers=(), length=None):
    """A whole response; `length` is what it claims, where that is not the truth."""
    body = body.encode() if isinstance(body, str) else body
    lines = [
        f"HTTP/1.1 {status} Answer", f"content-type: {kind}",
        f"content-length: {len(body) if length is None else length}", "connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Impostor:
    """`rules` maps operations (`GetRole`, `GET /api/v1/account`) to raw answers, or to functions of
    the request's headers that make one. `passed` keeps the bodies that came back. `edit` may change
    a body that is passed on: it is given the operation and the body. `meant` maps what clients were
    made to send in their headers to what they are to have sent."""

    def __init__(self, upstream, edit=None, meant=None):
        self.rules, self.passed = {}, []
        target = urllib.parse.urlsplit(upstream).netloc
        rules, passed = self.rules, self.passed

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def handle_one_request(self):
                self.raw_requestline = self.rfile.readline(65537)
                if not self.raw_requestline or not self.parse_request():
                    self.close_connection = True
                    return
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                action = re.search(rb"(?:^|&)Action=(\w+)", body)
                name = (
                    action[1].decode() if action
                    else f"{self.command} {self.path.partition('?')[0]}")
                if name in rules:
                    rule = rules[name]
                    self.wfile.write(rule(self.headers) if callable(rule) else rule)
                    self.close_connection = True
                    return
                self.relay(body, name)

            def relay(self, body, name):
                connection = http.client.HTTPConnection(target, timeout=70)
                connection.putrequest(
                    self.command, self.path, skip_host=True, skip_accept_encoding=True)
                for field, value in self.headers.items():
                    connection.putheader(field, (meant or {}).get(value, value))
                connection.endheaders(body or None)
                reply = connection.getresponse()
                payload = reply.read()
                passed.append(payload.decode())
                if edit:
                    payload = edit(name, payload.decode()).encode()
                lines = [f"HTTP/1.1 {reply.status} {reply.reason}"] + [
                    f"{field}: {value}" for field, value in reply.getheaders()
                    if field.lower() not in ("transfer-encoding", "content-length", "connection")]
                lines.append(f"content-length: {len(payload)}")
                self.wfile.write("\r\n".join(lines).encode() + b"\r\n\r\n" + payload)
                connection.close()

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                """A client that hangs up is none of its business."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
