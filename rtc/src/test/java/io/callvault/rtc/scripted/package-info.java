@NullMarked
package io.callvault.rtc.scripted;

import org.jspecify.annotations.NullMarked;
