"""Messages between an enterprise and the bank that it applied to: one thread an application, the same on both sides.

The desk promises that a message is written once however often its button is pressed; that it reaches the other side by
the outbox, once, whatever breaks meanwhile; and that nobody but the application's enterprise and its bank's people
reads it. Attachments are no part of it.
"""

from puhui.desks.messages.desk import Counterpart, MessageDesk

__all__ = ["Counterpart", "MessageDesk"]
