"""Why a server cannot be used and what to look at, in sentences for administrators."""

import socket
import ssl

from processor.config import Server


def untrusted(server: Server, error: ssl.SSLCertVerificationError) -> str:
    """The certificate does not hold."""
    reason = f"{error.verify_message.rstrip('.')}. Set ca_file, or the host's right name."
    return f"The certificate of {server.host}:{server.port} is not trusted: {reason}"


def lacking(server: Server, error: Exception) -> str:
    """The server has not what safety needs."""
    return f"{server.host}:{server.port} does not offer what is needed: {str(error).rstrip('.')}. With STARTTLS missing, use security = \"tls\"."


def unreachable(server: Server, error: Exception) -> str:
    """No conversation comes about."""
    return f"{server.host}:{server.port} cannot be reached: {_reason(error)}."


def foreign(server: Server, protocol: str, greeting: str) -> str:
    """Somebody answers who speaks another protocol."""
    return f"{server.host}:{server.port} does not speak {protocol}: it answers «{greeting.strip()[:80]}»; check port."


def _reason(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "there is no such host; check host, and the network"
    if isinstance(error, ConnectionRefusedError):
        return "nobody listens there; check host and port"
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "it does not answer in time; check port and security (tls and starttls have ports of their own), and the firewall"
    if isinstance(error, ssl.SSLError):
        # OpenSSL names it by its number for "the answer is no TLS".
        return f"no TLS is spoken there ({error.reason}); check port and security" if error.reason == "WRONG_VERSION_NUMBER" else f"TLS fails ({error.reason})"
    return (str(error) or type(error).__name__).rstrip(".")
