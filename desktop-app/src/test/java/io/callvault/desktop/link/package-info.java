/** Tests of the link, and the doubles of its ports that other tests use: a loop with a clock of its own, a scripted transport. */
@NullMarked
package io.callvault.desktop.link;

import org.jspecify.annotations.NullMarked;
