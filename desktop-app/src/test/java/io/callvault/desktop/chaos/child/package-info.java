/**
 * What runs inside the child processes of a chaos run: a real client without a window, or the real server. Each takes commands, one
 * a line, on standard input, answers and tells what it has committed on standard output, and may be killed at any moment.
 */
@NullMarked
package io.callvault.desktop.chaos.child;

import org.jspecify.annotations.NullMarked;
