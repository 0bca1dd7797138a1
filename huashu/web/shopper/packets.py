"""What comes in over the socket, before python-socketio acts on it."""

from __future__ import annotations

from typing import Any

from socketio.packet import CONNECT, DISCONNECT, EVENT, Packet

EVENTS = ("up", "session_request", "user_uttered")
NOTHING = ["nothing"]  # an event that nobody hears


class ShopperPacket(Packet):  # type: ignore[misc]
    """Only what a client of ours sends. Else a client could send ``connect`` and ``disconnect`` as events, which
    python-socketio hands to the handlers of connecting, or a message with attachments, which it collects without end.
    """

    def decode(self, encoded_packet: Any) -> int:
        try:
            attachments = super().decode(encoded_packet) if isinstance(encoded_packet, str) else 1
        except Exception:  # no packet at all; also JSON that is nested too deeply
            attachments = 1
        if attachments or not self._is_ours():
            self.packet_type, self.namespace, self.id, self.data = EVENT, None, None, NOTHING
        return 0

    def _is_ours(self) -> bool:
        if self.packet_type in (CONNECT, DISCONNECT):
            return True
        data = self.data
        return self.packet_type == EVENT and isinstance(data, list) and 0 < len(data) <= 2 and data[0] in EVENTS
