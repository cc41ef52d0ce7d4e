"""The configuration: one TOML file a mailbox, made into frozen settings."""

from processor.config.loading import load
from processor.config.secrets import Secret, SecretUnavailable
from processor.config.settings import Config, ConfigError, Folders, Mailbox, OAuth2, Privacy, Server, SmtpServer, Staff

__all__ = [
    "Config", "ConfigError", "Folders", "Mailbox", "OAuth2", "Privacy", "Secret", "SecretUnavailable", "Server", "SmtpServer", "Staff", "load",
]
