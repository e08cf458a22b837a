/**
 * What needs the media engine: a call that is placed or taken with nothing but a guest's connection, and the devices, tried by a
 * call from this process to itself. Runs in the child process. A call's events all go through one loop; probes block.
 */
@NullMarked
package io.callvault.desktop.calltest.media;

import org.jspecify.annotations.NullMarked;
