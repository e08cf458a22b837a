/** Tests of the room of the same name. */
@NullMarked
package io.callvault.rtc.guard;

import org.jspecify.annotations.NullMarked;
