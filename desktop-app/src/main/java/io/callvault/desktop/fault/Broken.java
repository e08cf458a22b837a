package io.callvault.desktop.fault;

/** Deliberate mistakes, for the test that the chaos oracle finds them. */
public enum Broken {
    /** A message or event that was seen before is put into the timeline again. */
    SKIP_DEDUPE,

    /** A live event moves the cursor although one before it is missing. */
    CURSOR_OVER_GAP,

    /** An edit behind a delete shows the message again. */
    EDIT_UNDOES_DELETE
}
