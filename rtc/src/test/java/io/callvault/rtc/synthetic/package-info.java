/** Tests of the room of the same name. */
@NullMarked
package io.callvault.rtc.synthetic;

import org.jspecify.annotations.NullMarked;
