/**
 * How the app itself is doing, for the person who uses it and for support: notices about the local store, the facts of the connection,
 * and a report without secrets or names. Only reads what other rooms count and tell; nobody but the composition root knows it. Any thread.
 */
@NullMarked
package io.callvault.desktop.diag;

import org.jspecify.annotations.NullMarked;
