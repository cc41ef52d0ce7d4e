"""Hands letters to the mail server and says for certain which were sent; the only home of smtplib."""

from processor.transport.delivery import Delivery, DeliveryOutcome, Phase, Timeouts
from processor.transport.smtp.connection import SmtpConnection

__all__ = ["Delivery", "DeliveryOutcome", "Phase", "SmtpConnection", "Timeouts"]
