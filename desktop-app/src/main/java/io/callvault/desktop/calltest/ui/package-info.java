/**
 * “Test my connection”: one click, steps as they come, a verdict with what helps, and the report, which is shown before it is
 * shared. User-interface thread; the test itself runs elsewhere.
 */
@NullMarked
package io.callvault.desktop.calltest.ui;

import org.jspecify.annotations.NullMarked;
