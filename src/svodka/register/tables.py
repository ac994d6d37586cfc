"""The tables. What is read is only ever added; what is computed from it may be made anew at any time."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = "0005"
"""The newest migration (a test compares it with Alembic's)."""

metadata = MetaData()

PLAIN = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that both databases compare and sort alike: by code point."""


def _text(name: str) -> Column[str]:
    return Column(name, PLAIN, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _points_to(name: str, target: str) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=False)


articles = Table(
    "articles", metadata,
    Column("number", Integer, primary_key=True),
    Column("id", PLAIN, nullable=False, unique=True),  # SHA-256 of the normalised text
    _text("text"), _text("lemmas"), _text("language"),
    Column("title", PLAIN), Column("author", PLAIN), Column("place", PLAIN),
    Column("paragraphs", JSON, nullable=False), Column("dateline", JSON),
    Column("sketch", JSON, nullable=False),  # for near-duplicates: svodka.register.sketch
    _text("ingested_at"),
)  # fmt: skip
"""The texts; the same text from a second site is one article with two appearances."""

appearances = Table(
    "appearances", metadata,
    Column("id", Integer, primary_key=True),
    _points_to("article", "articles.number"),
    _text("reader_version"), _text("version_key"),
    _text("url"), _text("outlet"), _text("published"), _text("published_basis"),  # '' where unknown
    _text("ingested_at"),
    UniqueConstraint("article", "version_key", "url", "outlet", "published", "published_basis"),
)  # fmt: skip
"""Where and when an article appeared, as a version of the reader found it."""

readings = Table(
    "readings", metadata,
    Column("id", Integer, primary_key=True),
    _points_to("article", "articles.number"),
    _text("reader_version"), _text("version_key"), _text("ingested_at"),
    UniqueConstraint("article", "version_key"),
)  # fmt: skip
"""What one version of the reader made of an article; the highest version is the current one."""

claims = Table(
    "claims", metadata,
    Column("id", Integer, primary_key=True),
    _points_to("reading", "readings.id"),
    _text("key"),  # the same in every reading that says the same: svodka.register.claims
    _text("type"), Column("stage", PLAIN), _text("modality"), Column("said_on", PLAIN), _text("said_kind"),
    Column("confidence", Double, nullable=False), _text("rule"),
    Index("claims_by_reading", "reading"), Index("claims_by_key", "key"),
)  # fmt: skip
"""One fact of one reading, never changed."""

claim_values = Table(
    "claim_values", metadata,
    _points_to("claim", "claims.id"), _text("role"), _number("position"),
    _text("kind"), _text("value"), _text("country"), _text("text"), _number("start"), _number("end"),
    PrimaryKeyConstraint("claim", "role", "position"),
)  # fmt: skip
"""A claim's values with the characters they were read from: its slots, 'time', 'said_by', 'via', 'evidence'."""

mentions = Table(
    "mentions", metadata,
    _points_to("reading", "readings.id"), _text("type"), _text("name"), _number("position"),
    Column("country", PLAIN), _text("text"), _number("start"), _number("end"),
    PrimaryKeyConstraint("reading", "type", "name", "position"),
)  # fmt: skip
"""Every place where a reading names an entity."""

word_forms = Table("word_forms", metadata, Column("form", PLAIN, primary_key=True), _text("lemma"))
"""The dictionary form of every word that articles hold, so that search knows it without a dictionary."""

reviews = Table(
    "reviews", metadata,
    Column("id", Integer, primary_key=True), _text("action"), Column("claims", JSON, nullable=False),
    _text("role"), _text("value"), Column("target", Integer), _text("by"), _text("at"), _text("note"),
    Column("names", JSON, nullable=False, default=list),  # of entities: svodka.register.who.names
)  # fmt: skip
"""What people decided, signed and dated; a later review takes an earlier one back."""

copies = Table(
    "copies", metadata,
    Column("article", Integer, ForeignKey("articles.number"), primary_key=True),
    _points_to("original", "articles.number"),
    Column("likeness", Double, nullable=False), _text("ingested_at"),
    Index("copies_by_original", "original"),
)  # fmt: skip
"""Near-duplicates that tell nothing which their original does not tell: they are kept, and not read."""

seen_documents = Table(
    "seen_documents", metadata,
    Column("id", Integer, primary_key=True), _text("document"),  # svodka.pipeline.preparing.document_id
    _text("outcome"), _text("article"), _text("filter_version"), _text("reader_version"), _text("seen_at"),
    Index("seen_documents_by_document", "document"),
)  # fmt: skip
"""What became of every document that a source gave, irrelevant ones too; of a document's rows the last one counts."""

runs = Table(
    "runs", metadata,
    Column("id", Integer, primary_key=True), _text("began_at"), _text("at"), _text("state"),
    Column("sources", JSON, nullable=False), Column("report", JSON, nullable=False),
)  # fmt: skip
"""The runs of `svodka ingest` with their reports; the row of a run that goes on changes with all that it stores."""

source_cursors = Table(
    "source_cursors", metadata,
    _text("identity"), _text("recipe"), _text("name"), _text("cursor"), _number("finished"), _number("documents"),
    _text("at"), PrimaryKeyConstraint("identity", "recipe"),
)  # fmt: skip
"""How far a source was gone through, for every way of going through it; changed with what is stored from it."""

set_aside = Table(
    "set_aside", metadata,
    Column("id", Integer, primary_key=True), _text("name"), _text("source"), _text("identity"), _text("after"),
    _text("kind"), _text("reason"), _number("again"), _number("tries"), _text("first_at"), _text("at"),
    UniqueConstraint("source", "name"),
)  # fmt: skip
"""What could not be read, until it can or somebody drops it; `after` is the cursor from which its source finds it."""

feeds = Table(
    "feeds", metadata,
    Column("feed", PLAIN, primary_key=True), Column("etag", PLAIN), Column("last_modified", PLAIN),
    Column("due", Double, nullable=False), _number("failures"),
)  # fmt: skip
"""The feeds that are watched, by their addresses: the version that was read, and when one is due again."""

feed_items = Table(
    "feed_items", metadata, _text("feed"), _text("item"), _text("seen_at"), PrimaryKeyConstraint("feed", "item")
)
"""The items of feeds that need not be read again."""

sketch_bands = Table(
    "sketch_bands", metadata,
    _text("band"), _number("article"),
    PrimaryKeyConstraint("band", "article"), Index("sketch_bands_by_article", "article"),
)  # fmt: skip
"""Where near-duplicates of the articles that were read meet: svodka.register.sketch.bands."""

claim_blocks = Table(
    "claim_blocks", metadata,
    Column("claim", Integer, ForeignKey("claims.id"), primary_key=True), _points_to("reading", "readings.id"),
    _text("key"), _text("type"), _text("block"), _text("said"), _text("happened"), _text("marks"),
    Column("stage", PLAIN), _text("modality"), _number("count"), _number("part"), _number("again"),
    Column("contract", Integer), _text("filled"),
    Index("claim_blocks_by_block", "block"), Index("claim_blocks_by_reading", "reading"),
)  # fmt: skip
"""The block of a claim, for only claims of one block can speak of the same thing, and its outline (see outlines)."""

article_states = Table(
    "article_states", metadata,
    Column("article", Integer, ForeignKey("articles.number"), primary_key=True),
    Column("reading", Integer, ForeignKey("readings.id"), nullable=False, unique=True), _text("published"),
)  # fmt: skip
"""The newest reading of every article, and the first day on which the article came out ('' where unknown)."""

dirty_blocks = Table("dirty_blocks", metadata, Column("id", Integer, primary_key=True), _text("block"))
"""Blocks with claims that their records do not know yet; a row an addition, so that two writers lose none."""

records = Table(
    "records", metadata,
    Column("id", PLAIN, primary_key=True), _text("block"), _text("type"), _text("stage"), _text("modality"),
    _text("title"), _text("since"), _text("until"), _text("latest"), _number("claims"), _number("sources"),
    _text("digest"),  # of all that the row was computed from
    Index("records_by_block", "block"), Index("records_by_type", "type", "latest", "id"),
    Index("records_by_latest", "latest", "id"),
)  # fmt: skip
"""What the claims of a block come to, as lists show it."""

record_claims = Table(
    "record_claims", metadata,
    Column("claim", PLAIN, primary_key=True), _text("record"), _number("row"), _text("doubt"),
    Column("why", JSON, nullable=False),
    Index("record_claims_by_record", "record"), Index("record_claims_by_doubt", "doubt", "claim"),
)  # fmt: skip
"""The record of every claim, by the claim's key, why it is there and what is doubtful about it ('' for nothing)."""

record_terms = Table(
    "record_terms", metadata,
    _text("term"), _text("type"), _text("latest"), _text("record"), _text("stage"),
    PrimaryKeyConstraint("term", "type", "latest", "record"), Index("record_terms_by_record", "record"),
)  # fmt: skip
"""By what a record is found: 'country:BY', 'item:su 30sm', 'with:patrushev'."""

mention_blocks = Table(
    "mention_blocks", metadata,
    _points_to("reading", "readings.id"), _text("type"), _text("name"), _text("country"), _text("block"),
    PrimaryKeyConstraint("reading", "type", "name"), Index("mention_blocks_by_block", "block"),
)  # fmt: skip
"""The block of an entity that a reading names: only names of one block can be names of the same entity."""

dirty_articles = Table(
    "dirty_articles", metadata, Column("id", Integer, primary_key=True), _points_to("article", "articles.number"),
)  # fmt: skip
"""Articles whose names are not counted yet; a row an addition, so that two writers lose none."""

current_readings = Table(
    "current_readings", metadata,
    Column("article", Integer, ForeignKey("articles.number"), primary_key=True),
    Column("reading", Integer, ForeignKey("readings.id"), nullable=False, unique=True), _text("known_on"),
)  # fmt: skip
"""The reading of every article whose names are counted, and the last day on which it was published."""

name_counts = Table(
    "name_counts", metadata, _text("block"), _text("type"), _text("name"), _text("country"), _number("articles"),
    PrimaryKeyConstraint("block", "name", "country"),
)  # fmt: skip
"""How many articles give a thing this name, and the country beside it; names that no article gives any more too."""

block_counts = Table("block_counts", metadata, Column("block", PLAIN, primary_key=True), _number("articles"))
"""How many articles give a thing any of its names."""

entities = Table(
    "entities", metadata,
    Column("id", PLAIN, primary_key=True), _text("block"), _text("type"), _text("name"), _text("latin"),
    _text("country"), _number("articles"), Column("aliases", JSON, nullable=False),
    Index("entities_by_block", "block"), Index("entities_by_articles", "type", "articles"),
)  # fmt: skip
"""Who and what is named, across articles."""

entity_names = Table(
    "entity_names", metadata,
    Column("id", PLAIN, primary_key=True), _text("entity"), _text("block"), _text("name"), _text("why"),
    Index("entity_names_by_block", "block"),
)  # fmt: skip
"""Whose every name of a thing is; any name's id finds the thing."""

entity_keys = Table(
    "entity_keys", metadata, _text("key"), _text("entity"), _text("block"),
    PrimaryKeyConstraint("key", "entity"), Index("entity_keys_by_block", "block"),
)  # fmt: skip
"""By what an entity is found: 'entity:person:patrushev'."""

entity_mentions = Table(
    "entity_mentions", metadata,
    Column("id", PLAIN, primary_key=True), _points_to("article", "articles.number"), _text("entity"), _text("block"),
    _text("name"), _text("published"), _text("countries"), _text("why"), _text("candidates"), _number("current"),
    Column("offices", JSON, nullable=False),
    Index("entity_mentions_by_entity", "entity"), Index("entity_mentions_by_block", "block"),
    Index("entity_mentions_by_article", "article", "name"),
)  # fmt: skip
"""A person's name in an article with the offices it has there, whose it is ('' while that is open), and why; any
mention's id finds the person. `current`: 0 where no reading in force gives the name any more."""

article_words = Table("article_words", metadata, Column("article", Integer, primary_key=True), Column("words", PLAIN))
"""The index of full-text search: FTS5 on SQLite (where `article` is the rowid), a tsvector on PostgreSQL."""

COMPUTED = (
    sketch_bands, entity_mentions, entity_keys, entity_names, entities, block_counts, name_counts, current_readings,
    dirty_articles, mention_blocks, record_terms, record_claims, records, dirty_blocks, claim_blocks, article_states,
)  # fmt: skip
"""What is computed, children before parents."""

APPEND_ONLY = (
    articles, appearances, readings, claims, claim_values, mentions, word_forms, reviews, copies, seen_documents,
)  # fmt: skip
"""What was read, in the order in which a copy has to be filled."""

WORKING = (runs, source_cursors, set_aside, feeds, feed_items)
"""How far the work has come: rows that change as it goes on, and are copied with what was read."""

KEPT = (*APPEND_ONLY, *WORKING)
"""Everything that cannot be computed from other tables."""
