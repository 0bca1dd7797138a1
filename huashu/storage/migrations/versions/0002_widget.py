"""The chat window: read marks, pictures that shoppers send, ratings, and a picture of each product."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Integer, String, Text, UniqueConstraint

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = BigInteger().with_variant(Integer(), "sqlite")
WHEN = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "read_marks",
        Column("id", ID, primary_key=True),
        Column("conversation_id", ID, ForeignKey("conversations.id"), nullable=False),
        Column("shopper_id", ID, nullable=False),
        Column("shop_id", ID, nullable=False),
        UniqueConstraint("conversation_id", name="uq_read_marks_conversation_id"),
    )
    op.create_table(
        "pictures",
        Column("id", ID, primary_key=True),
        Column("conversation_id", ID, ForeignKey("conversations.id"), nullable=False),
        Column("name", String, nullable=False),
        Column("width", Integer, nullable=False),
        Column("height", Integer, nullable=False),
        Column("bytes", Integer, nullable=False),
        Column("created_at", WHEN, nullable=False),
        UniqueConstraint("name", name="uq_pictures_name"),
        Index("ix_pictures_conversation_id", "conversation_id"),
    )
    op.create_table(
        "ratings",
        Column("id", ID, primary_key=True),
        Column("conversation_id", ID, ForeignKey("conversations.id"), nullable=False),
        Column("shop", String, nullable=False),
        Column("stars", Integer, nullable=False),
        Column("text", Text, nullable=False),
        Column("agent", String),
        Column("created_at", WHEN, nullable=False),
        Index("ix_ratings_conversation_id", "conversation_id"),
        Index("ix_ratings_shop_created_at", "shop", "created_at"),
    )
    op.add_column("products", Column("picture", Text, nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("products") as products:
        products.drop_column("picture")
    for table in ("ratings", "pictures", "read_marks"):
        op.drop_table(table)
