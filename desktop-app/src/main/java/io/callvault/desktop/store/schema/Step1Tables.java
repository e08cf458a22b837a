package io.callvault.desktop.store.schema;

import java.util.List;

/**
 * The first tables. H2 clusters on one integer key alone: {@code msg_key = conversation.num << 40 | order}, where order is the
 * seq of a stored message, and 2^39 plus a local counter while pending. Ids are UUIDs, never BINARY.
 */
final class Step1Tables implements Migrations.Step {

    @Override
    public List<String> statements() {
        return List.of(
                """
                CREATE TABLE IF NOT EXISTS account(
                  id INT PRIMARY KEY, user_id UUID NOT NULL, device_id UUID NOT NULL, handle VARCHAR(64) NOT NULL,
                  display_name VARCHAR(256) NOT NULL, server VARCHAR(1024) NOT NULL, signed_out VARCHAR(1024))""",
                """
                CREATE TABLE IF NOT EXISTS person(
                  user_id UUID PRIMARY KEY, handle VARCHAR(64) NOT NULL, display_name VARCHAR(256) NOT NULL,
                  identity_key VARBINARY(64) NOT NULL)""",
                """
                CREATE TABLE IF NOT EXISTS device(
                  device_id UUID PRIMARY KEY, user_id UUID NOT NULL, name VARCHAR(256) NOT NULL,
                  device_key VARBINARY(64) NOT NULL, created_ms BIGINT NOT NULL, certificate VARBINARY(128) NOT NULL)""",
                "CREATE INDEX IF NOT EXISTS device_by_user ON device(user_id)",
                """
                CREATE TABLE IF NOT EXISTS contact(
                  user_id UUID PRIMARY KEY, state VARCHAR(16) NOT NULL, conversation_id UUID)""",
                """
                CREATE TABLE IF NOT EXISTS conversation(
                  num BIGINT PRIMARY KEY, id UUID NOT NULL UNIQUE, kind VARCHAR(16) NOT NULL, title VARCHAR(256) NOT NULL,
                  created_ms BIGINT NOT NULL, last_seq BIGINT DEFAULT 0 NOT NULL,
                  unread INT DEFAULT 0 NOT NULL, last_key BIGINT DEFAULT 0 NOT NULL, activity_ms BIGINT NOT NULL,
                  own_delivered BIGINT DEFAULT 0 NOT NULL, own_read BIGINT DEFAULT 0 NOT NULL,
                  told_delivered BIGINT DEFAULT 0 NOT NULL, told_read BIGINT DEFAULT 0 NOT NULL,
                  receipt_due BOOLEAN DEFAULT FALSE NOT NULL,
                  peers_delivered BIGINT DEFAULT 0 NOT NULL, peers_read BIGINT DEFAULT 0 NOT NULL,
                  next_local BIGINT DEFAULT 1 NOT NULL,
                  chain_counter BIGINT DEFAULT 0 NOT NULL, chain_hash VARBINARY(16))""",
                "CREATE INDEX IF NOT EXISTS conversation_receipts ON conversation(receipt_due)",
                """
                CREATE TABLE IF NOT EXISTS member(
                  num BIGINT NOT NULL, user_id UUID NOT NULL, delivered BIGINT NOT NULL, seen BIGINT NOT NULL,
                  PRIMARY KEY(num, user_id))""",
                """
                CREATE TABLE IF NOT EXISTS message(
                  msg_key BIGINT PRIMARY KEY, client_id UUID NOT NULL, message_id UUID, sender UUID NOT NULL,
                  mine BOOLEAN NOT NULL, op TINYINT NOT NULL, ref_seq BIGINT NOT NULL, state TINYINT NOT NULL,
                  author_ms BIGINT NOT NULL, server_ms BIGINT NOT NULL,
                  content TINYINT NOT NULL, body_kind VARCHAR(64), body VARCHAR(48000) NOT NULL,
                  envelope VARBINARY(48000), local_only BOOLEAN DEFAULT FALSE NOT NULL,
                  fail_code VARCHAR(64), fail_reason VARCHAR(1024), fail_retry BOOLEAN DEFAULT FALSE NOT NULL)""",
                "CREATE UNIQUE INDEX IF NOT EXISTS message_by_author ON message(client_id, sender)",
                """
                CREATE TABLE IF NOT EXISTS outbox(
                  msg_key BIGINT PRIMARY KEY, client_id UUID NOT NULL UNIQUE, num BIGINT NOT NULL,
                  envelope VARBINARY(48000) NOT NULL, sending BOOLEAN DEFAULT FALSE NOT NULL, attempt INT DEFAULT 0 NOT NULL,
                  next_ms BIGINT DEFAULT 0 NOT NULL, failed BOOLEAN DEFAULT FALSE NOT NULL)""",
                """
                CREATE TABLE IF NOT EXISTS event_cursor(
                  id INT PRIMARY KEY, epoch VARCHAR(128) NOT NULL, ev BIGINT NOT NULL, event_id UUID)""",
                "CREATE TABLE IF NOT EXISTS draft(num BIGINT PRIMARY KEY, text VARCHAR(48000) NOT NULL)",
                """
                CREATE TABLE IF NOT EXISTS dead_letter(
                  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ev BIGINT NOT NULL, type VARCHAR(64) NOT NULL,
                  conversation_id UUID, raw VARCHAR(100000) NOT NULL, why VARCHAR(1024) NOT NULL, at_ms BIGINT NOT NULL)""",
                "CREATE TABLE IF NOT EXISTS setting(name VARCHAR(128) PRIMARY KEY, text VARCHAR(8192) NOT NULL)",
                "CREATE TABLE IF NOT EXISTS anchor(id INT PRIMARY KEY, generation BIGINT NOT NULL)",
                "CREATE USER IF NOT EXISTS reader PASSWORD ''",
                "GRANT SELECT ON SCHEMA PUBLIC TO reader");
    }
}
