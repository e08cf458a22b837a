/**
 * Calls as values: what is signalled, which states a call goes through, and why it ends. Pure, no threads: the call service of
 * the app and the Echo contact of the backend drive the same table. What goes over the wire is written by {@code model.wire}.
 */
@NullMarked
package io.callvault.model.call;

import org.jspecify.annotations.NullMarked;
