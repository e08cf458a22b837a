/**
 * Trouble on purpose, for tests, the demo and support: connections cut or refused, frames delayed, on the real network level.
 * Holds no I/O of its own: {@code server} registers every TCP connection as a {@link Faults.Line}. Any thread.
 */
@NullMarked
package io.callvault.signaling.fault;

import org.jspecify.annotations.NullMarked;
