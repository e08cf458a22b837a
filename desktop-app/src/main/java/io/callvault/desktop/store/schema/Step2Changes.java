package io.callvault.desktop.store.schema;

import java.util.List;

/** Edits and deletes: which message a change belongs to, found without touching the rows of ordinary messages. */
final class Step2Changes implements Migrations.Step {

    @Override
    public List<String> statements() {
        return List.of(
                """
                CREATE TABLE IF NOT EXISTS message_change(
                  client_id UUID NOT NULL, sender UUID NOT NULL, ref_id UUID NOT NULL, PRIMARY KEY(client_id, sender))""",
                "CREATE INDEX IF NOT EXISTS message_change_by_ref ON message_change(ref_id, sender)",
                "ALTER TABLE conversation ADD COLUMN IF NOT EXISTS has_changes BOOLEAN DEFAULT FALSE NOT NULL",
                "ALTER TABLE outbox ADD COLUMN IF NOT EXISTS resigned BOOLEAN DEFAULT FALSE NOT NULL",
                "GRANT SELECT ON SCHEMA PUBLIC TO reader");
    }
}
