/** Tests of the whole backend over its real port. */
@NullMarked
package io.callvault.signaling.server;

import org.jspecify.annotations.NullMarked;
