/**
 * Typed ids. Every id is a UUID version 7 (RFC 9562, section 5.7): sortable by creation time, unguessable enough to be
 * made by clients. Immutable, any thread. Used by both sides for everything that has a name on the wire.
 */
@NullMarked
package io.callvault.model.id;

import org.jspecify.annotations.NullMarked;
