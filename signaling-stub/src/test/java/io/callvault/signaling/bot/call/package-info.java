/** Tests of Echo's calls. */
@NullMarked
package io.callvault.signaling.bot.call;

import org.jspecify.annotations.NullMarked;
