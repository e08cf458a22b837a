/**
 * The process that the media part of a test runs in: natives that fail take it down and nothing else, and its end becomes a line of
 * the report. The order goes in as one line of JSON on standard input, what is found comes back line by line; when the parent goes,
 * the child goes too.
 */
@NullMarked
package io.callvault.desktop.calltest.child;

import org.jspecify.annotations.NullMarked;
