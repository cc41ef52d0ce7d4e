"""TLS for mail servers: always verified, and plain text only within the same machine."""

import ipaddress
import ssl
from pathlib import Path

from processor.config import Server
from processor.transport.errors import UntrustedServer


def trust(ca_file: Path | None) -> ssl.SSLContext:
    """A context that checks certificate and host name against `ca_file`, or against the system's authorities.

    Raises UntrustedServer where the file cannot be read.
    """
    try:
        return ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    except OSError as error:
        raise UntrustedServer(f"ca_file {ca_file} cannot be used: {error.strerror or error}. Name a readable PEM file.") from error


def refuse_plain_text(server: Server) -> None:
    """Raises UntrustedServer where security "none" would send the password over a network."""
    if server.security == "none" and not is_loopback(server.host):
        reason = 'the password would be readable. Use "tls" or "starttls".'
        raise UntrustedServer(f'{server.host} may not be used with security = "none": {reason}')


def is_loopback(host: str) -> bool:
    """Whether `host` is this very machine, judged by its name or address, without asking the network."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
