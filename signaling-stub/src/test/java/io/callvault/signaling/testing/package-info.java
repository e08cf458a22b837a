/** A small client for tests: signs up, signs requests, speaks frames over the JDK's HTTP client. Used by tests alone. */
@NullMarked
package io.callvault.signaling.testing;

import org.jspecify.annotations.NullMarked;
