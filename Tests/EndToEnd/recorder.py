"""Servers that nobody should tell a secret: they keep every byte that they are sent."""

import contextlib
import socket
import ssl
import subprocess
import threading


class Recorder:
    """Answers the first part of each connection with `reply`, and hears one more. With `context` it
    speaks TLS, and keeps what came through that."""

    def __init__(self, reply=b"", address="127.0.0.1", context=None):
        self.reply, self.context = reply, context
        self.heard, self.broken = [], []
        self.listener = socket.create_server((address, 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(
                    target=self.listen, args=(self.listener.accept()[0],), daemon=True).start()

    def listen(self, connection):
        heard = bytearray()
        self.heard.append(heard)
        with contextlib.suppress(OSError), connection:
            connection.settimeout(20)
            if self.context:
                try:
                    connection = self.context.wrap_socket(connection, server_side=True)
                except OSError as error:
                    self.broken.append(str(error))
                    return
            heard += connection.recv(65536)
            if self.reply:
                connection.sendall(self.reply)
                heard += connection.recv(65536)

    @property
    def text(self):
        return "\n".join(heard.decode("latin-1") for heard in self.heard)

    def close(self):
        self.listener.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Authority:
    """Certificates of an authority of its own, made by `openssl` in a directory."""

    def __init__(self, directory):
        self.directory = directory
        self.bundle = directory / "ca.pem"
        self.openssl(
            "req", "-x509", *self.new("ca"), "-out", self.bundle, "-days", "30", "-subj",
            "/O=Tests/CN=Authority of Nowhere")

    def new(self, name):
        return [
            "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
            self.directory / f"{name}.key"]

    def openssl(self, *arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)

    def context(self, name, names="DNS:localhost,IP:127.0.0.1", days=30, newest=None, signed=True):
        """What a server shows."""
        path = self.directory / name
        extension = path.with_suffix(".ext")
        extension.write_text(f"subjectAltName={names}\n")
        if signed:
            self.openssl("req", *self.new(name), "-out", f"{path}.csr", "-subj", f"/CN={name}")
            self.openssl(
                "x509", "-req", "-in", f"{path}.csr", "-CA", self.bundle, "-CAkey",
                self.directory / "ca.key", "-CAcreateserial", "-out", f"{path}.pem", "-days", days,
                "-extfile", extension)
        else:
            self.openssl(
                "req", "-x509", *self.new(name), "-out", f"{path}.pem", "-days", days, "-subj",
                f"/CN={name}", "-addext", f"subjectAltName={names}")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if newest:
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = newest
        context.load_cert_chain(f"{path}.pem", f"{path}.key")
        return context
