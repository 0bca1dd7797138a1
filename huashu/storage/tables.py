"""The tables of the shop's books, written out. One table is one class of ``huashu.services.records``, column for field.

``migrations/`` makes them in a database; a test holds the two and the records together.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from huashu.storage.types import Id, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

WAITING = text("answered_at IS NULL AND author IN ('shopper', 'system')")
NOT_DONE = text("done_at IS NULL")

conversations = Table(
    "conversations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shop", String, nullable=False),
    Column("sender", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("holder", String, nullable=False),
    Column("owner", String),
    Column("lease_by", String),
    Column("lease_until", UtcDateTime),
    UniqueConstraint("shop", "sender"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("author", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("client_id", String),
    Column("turn_id", Id, ForeignKey("messages.id")),
    Column("answered_at", UtcDateTime),
    Column("script_id", String),
    Column("variant", Integer),
    Column("revision", String),
    Column("pushed", Boolean, nullable=False),
    Column("buttons", JSON, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("understood", JSON, nullable=False),
    Column("metadata", JSON, nullable=False),
    UniqueConstraint("conversation_id", "client_id"),
    Index("ix_messages_conversation_id_id", "conversation_id", "id"),
    Index("ix_messages_conversation_id_script_id", "conversation_id", "script_id", "variant"),
    Index("ix_messages_turn_id", "turn_id"),
    Index("ix_messages_waiting", "conversation_id", "id", sqlite_where=WAITING, postgresql_where=WAITING),
    sqlite_autoincrement=True,
)

read_marks = Table(
    "read_marks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("shopper_id", Id, nullable=False),
    Column("shop_id", Id, nullable=False),
    UniqueConstraint("conversation_id"),
)

pictures = Table(
    "pictures",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("name"),
    Index("ix_pictures_conversation_id", "conversation_id"),
)

ratings = Table(
    "ratings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("shop", String, nullable=False),
    Column("stars", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("agent", String),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_ratings_conversation_id", "conversation_id"),
    Index("ix_ratings_shop_created_at", "shop", "created_at"),
)

orders = Table(
    "orders",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shop", String, nullable=False),
    Column("order_no", String, nullable=False),
    Column("shopper", String, nullable=False),
    Column("status", String, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("total_fen", BigInteger, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("source", String, nullable=False),
    Column("receiver", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("address", Text, nullable=False),
    Column("carrier", String, nullable=False),
    Column("waybill_no", String, nullable=False),
    Column("paid_at", UtcDateTime),
    Column("printed_at", UtcDateTime),
    Column("shipped_at", UtcDateTime),
    Column("completed_at", UtcDateTime),
    Column("cancelled_at", UtcDateTime),
    Column("confirmed_at", UtcDateTime),
    UniqueConstraint("shop", "order_no"),
    Index("ix_orders_shop_shopper", "shop", "shopper"),
)

remarks = Table(
    "remarks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("shop", String, nullable=False),
    Column("flag", String, nullable=False),
    Column("format", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("order_no", String),
    Column("script_id", String),
    Column("message_id", Id, ForeignKey("messages.id")),
    Column("status", String, nullable=False),
    Index("ix_remarks_conversation_id_status", "conversation_id", "status"),
    Index("ix_remarks_shop_order_no", "shop", "order_no"),
)

promises = Table(
    "promises",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("shop", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("owner", String, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("order_no", String),
    Column("script_id", String),
    Column("message_id", Id, ForeignKey("messages.id")),
    Column("status", String, nullable=False),
    Column("closed_at", UtcDateTime),
    Index("ix_promises_conversation_id_status", "conversation_id", "status"),
    Index("ix_promises_shop_status_due_at", "shop", "status", "due_at"),
)

approvals = Table(
    "approvals",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("shop", String, nullable=False),
    Column("product_no", String, nullable=False),
    Column("asked", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("list_price_fen", BigInteger, nullable=False),
    Column("floor_price_fen", BigInteger, nullable=False),
    Column("status", String, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("turn_id", Id),
    Column("target_fen", BigInteger),
    Column("answer", String),
    Column("answer_fen", BigInteger),
    Column("gift_id", String),
    Column("answered_by", String),
    Column("answered_at", UtcDateTime),
    # No foreign key: an offer points at its approval, and one of the two has to be written first.
    Column("offer_id", Id),
    Index("ix_approvals_conversation_id_status", "conversation_id", "status"),
    Index("ix_approvals_shop_status_due_at", "shop", "status", "due_at"),
)

offers = Table(
    "offers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("shop", String, nullable=False),
    Column("product_no", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("approver", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("turn_id", Id),
    Column("approval_id", Id, ForeignKey("approvals.id")),
    Column("gift_id", String),
    Column("unit_price_fen", BigInteger),
    Column("amount_fen", BigInteger, nullable=False),
    Column("cost_fen", BigInteger, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("expires_at", UtcDateTime),
    Column("order_no", String),
    Index("ix_offers_conversation_id_product_no", "conversation_id", "product_no"),
    Index("ix_offers_shop_created_at", "shop", "created_at"),
    Index("ix_offers_shop_gift_id", "shop", "gift_id"),
    Index("ix_offers_turn_id", "turn_id"),
)

bargain_moves = Table(
    "bargain_moves",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("product_no", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("rung", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("turn_id", Id),
    Column("part", Integer, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("target_fen", BigInteger),
    Column("offer_id", Id, ForeignKey("offers.id")),
    UniqueConstraint("turn_id", "part", "product_no"),
    Index("ix_bargain_moves_conversation_id_product_no", "conversation_id", "product_no"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String, nullable=False),
    Column("key", String, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("conversation_id", Id, ForeignKey("conversations.id")),
    Column("payload", JSON, nullable=False),
    Column("claimed_by", String),
    Column("lease_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("done_at", UtcDateTime),
    Column("last_error", Text, nullable=False),
    UniqueConstraint("key"),
    Index("ix_reminders_due", "due_at", "id", sqlite_where=NOT_DONE, postgresql_where=NOT_DONE),
    Index("ix_reminders_conversation_id_kind", "conversation_id", "kind"),
)

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("shop", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("status", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("summary", JSON, nullable=False),
    Column("agent", String),
    Column("accepted_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Index("ix_handoffs_conversation_id_status", "conversation_id", "status"),
    Index("ix_handoffs_shop_status", "shop", "status"),
)

inquiries = Table(
    "inquiries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("shop", String, nullable=False),
    Column("shopper", String, nullable=False),
    Column("status", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("questions", JSON, nullable=False),
    Column("product_no", String, nullable=False),
    Index("ix_inquiries_conversation_id_status", "conversation_id", "status"),
    Index("ix_inquiries_shop_status", "shop", "status"),
)

unpaid_orders = Table(
    "unpaid_orders",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shop", String, nullable=False),
    Column("order_no", String, nullable=False),
    Column("shopper", String, nullable=False),
    Column("amount_fen", BigInteger, nullable=False),
    Column("status", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("conversation_id", Id, ForeignKey("conversations.id")),
    Column("asked", JSON, nullable=False),
    Column("closed_at", UtcDateTime),
    UniqueConstraint("shop", "order_no"),
    Index("ix_unpaid_orders_conversation_id", "conversation_id"),
    Index("ix_unpaid_orders_shop_status", "shop", "status"),
)

members = Table(
    "members",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shop", String, nullable=False),
    Column("shopper", String, nullable=False),
    Column("joined_at", UtcDateTime, nullable=False),
    Column("name", String, nullable=False),
    UniqueConstraint("shop", "shopper"),
)

restock_requests = Table(
    "restock_requests",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("shop", String, nullable=False),
    Column("shopper", String, nullable=False),
    Column("sku_no", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("told_at", UtcDateTime),
    Index("ix_restock_requests_conversation_id", "conversation_id"),
    Index("ix_restock_requests_shop_sku_no", "shop", "sku_no"),
)

leads = Table(
    "leads",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", Id, ForeignKey("conversations.id"), nullable=False),
    Column("shop", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("intake", JSON, nullable=False),
    Index("ix_leads_conversation_id", "conversation_id"),
    Index("ix_leads_shop_stage", "shop", "stage"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shop", String, nullable=False),
    Column("desk", String, nullable=False),
    Column("key", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("order_no", String),
    Column("seen_at", UtcDateTime),
    UniqueConstraint("key"),
    Index("ix_notices_shop_desk", "shop", "desk"),
)

products = Table(
    "products",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shop", String, nullable=False),
    Column("product_no", String, nullable=False),
    Column("name", String, nullable=False),
    Column("list_price_fen", BigInteger, nullable=False),
    Column("floor_price_fen", BigInteger, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("member_price_fen", BigInteger),
    Column("features", JSON, nullable=False),
    Column("quality", JSON, nullable=False),
    Column("group", String, nullable=False),
    Column("goes_with", JSON, nullable=False),
    Column("size_bias", Integer, nullable=False),
    Column("tiers", JSON, nullable=False),
    Column("sizes", JSON, nullable=False),
    Column("picture", Text, nullable=False),
    UniqueConstraint("shop", "product_no"),
    Index("ix_products_shop_group", "shop", "group"),
)

skus = Table(
    "skus",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shop", String, nullable=False),
    Column("product_no", String, nullable=False),
    Column("sku_no", String, nullable=False),
    Column("price_fen", BigInteger, nullable=False),
    Column("stock", Integer, nullable=False),
    Column("colour", String, nullable=False),
    Column("size", String, nullable=False),
    UniqueConstraint("shop", "sku_no"),
    Index("ix_skus_shop_product_no", "shop", "product_no"),
)
