package io.callvault.desktop.store.schema;

import java.util.List;

/** The call history: what the conversations tell of calls, and what only this device knows of them. */
final class Step3Calls implements Migrations.Step {

    @Override
    public List<String> statements() {
        return List.of(
                """
                CREATE TABLE IF NOT EXISTS call_log(
                  call_id UUID PRIMARY KEY, conversation_id UUID NOT NULL, outgoing BOOLEAN NOT NULL, video BOOLEAN NOT NULL,
                  answered BOOLEAN NOT NULL, ending VARCHAR(32) NOT NULL, started_ms BIGINT NOT NULL, seconds BIGINT NOT NULL,
                  mos DOUBLE PRECISION DEFAULT 0 NOT NULL, stars INT DEFAULT 0 NOT NULL, running BOOLEAN NOT NULL)""",
                "CREATE INDEX IF NOT EXISTS call_log_by_time ON call_log(started_ms)",
                "CREATE INDEX IF NOT EXISTS call_log_running ON call_log(running)",
                "GRANT SELECT ON SCHEMA PUBLIC TO reader");
    }
}
