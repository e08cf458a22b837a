package io.callvault.desktop.store.row;

import java.util.Optional;

/**
 * What became of a message after it was written. It follows from the edits and deletes that are here, in the order of their
 * seq, whatever order they came in: the last edit counts, and a delete counts for ever.
 *
 * @param edited the text is another one than at first
 * @param deleted taken back for everyone; the text is gone
 * @param pending a change of this device is not yet acknowledged; it is shown all the same
 * @param failure why a change of this device will not be sent; it is not shown
 */
public record Changed(boolean edited, boolean deleted, boolean pending, Optional<SendFailure> failure) {

    /** Never changed. */
    public static final Changed NOT = new Changed(false, false, false, Optional.empty());
}
