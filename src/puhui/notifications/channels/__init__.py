"""Ways out of the house: e-mail by SMTP, text messages by a gateway, events to other programs by signed webhooks.

What goes out is a kind's headline and where to read on; no text of a notification, and so no enterprise's name. Each
channel delivers what the outbox owes, raising `DeliveryDelayed` where a later attempt can succeed and `DeliveryRefused`
where none will.
"""

from puhui.notifications.channels.deliveries import OUTSIDE, Deliveries, Letter, is_outside
from puhui.notifications.channels.email import Mailer, SmtpServer
from puhui.notifications.channels.sms import HttpSmsGateway, SmsGateway
from puhui.notifications.channels.webhook import Webhook, WebhookTarget
from puhui.notifications.channels.webhook_signature import WebhookForged, sign_webhook, verify_webhook

__all__ = [
    "OUTSIDE",
    "Deliveries",
    "HttpSmsGateway",
    "Letter",
    "Mailer",
    "SmsGateway",
    "SmtpServer",
    "Webhook",
    "WebhookForged",
    "WebhookTarget",
    "is_outside",
    "sign_webhook",
    "verify_webhook",
]
