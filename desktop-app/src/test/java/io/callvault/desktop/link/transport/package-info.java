/** Tests of the transports, against servers of their own and the real one. */
@NullMarked
package io.callvault.desktop.link.transport;

import org.jspecify.annotations.NullMarked;
