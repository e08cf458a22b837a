/**
 * Where a test may hurt the client: named points at which a process can be killed, deliberately broken habits that prove that
 * the chaos oracle sees them, and a disk that is full. The app itself always runs with {@link
 * io.callvault.desktop.fault.Faults#none()}, which costs nothing; no command line leads here. Knows no other room; any thread.
 */
@NullMarked
package io.callvault.desktop.fault;

import org.jspecify.annotations.NullMarked;
