/**
 * For whoever runs the server: the metrics page and the dead letters, behind a token of their own. The only room that knows
 * Micrometer. Any thread; reading and writing the database blocks. Called by {@code server}.
 */
@NullMarked
package io.callvault.signaling.admin;

import org.jspecify.annotations.NullMarked;
