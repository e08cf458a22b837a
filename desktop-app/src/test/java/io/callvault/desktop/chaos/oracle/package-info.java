/**
 * The judge of a chaos run: what was asked, what was told, and what stands on every device and on the server in the end, held against
 * the guarantees of PROTOCOL.md. Pure: no processes, no time, no chance.
 */
@NullMarked
package io.callvault.desktop.chaos.oracle;

import org.jspecify.annotations.NullMarked;
